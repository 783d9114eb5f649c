package io.jbarman.facts.setting;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * What the configuration files say now, whether the server has read them or not.
 *
 * @param winners for each name in lower case the line that counts: the last one
 * @param hidden the lines that a later one of the same name hides
 */
public record FileSettings(Map<String, FileSetting> winners, List<FileSetting> hidden) {
    public FileSettings {
        winners = Map.copyOf(winners);
        hidden = List.copyOf(hidden);
    }

    /** Of lines in the order in which the server reads them. */
    public static FileSettings of(List<FileSetting> lines) {
        Map<String, FileSetting> winners = lines.stream()
                .collect(Collectors.toMap(
                        line -> line.name().toLowerCase(Locale.ROOT), Function.identity(), (earlier, later) -> later));
        return new FileSettings(
                winners,
                lines.stream().filter(line -> !winners.containsValue(line)).toList());
    }

    /** The lines about a setting that have no effect, since a later one hides them. */
    public List<FileSetting> hidden(String name) {
        return hidden.stream()
                .filter(line -> line.name().equalsIgnoreCase(name))
                .toList();
    }

    /** The line that counts, if any file sets it. */
    public Optional<FileSetting> winner(String name) {
        return Optional.ofNullable(winners.get(name.toLowerCase(Locale.ROOT)));
    }
}
