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
 */
public record FileSettings(Map<String, FileSetting> winners) {
    public FileSettings {
        winners = Map.copyOf(winners);
    }

    /** Of lines in the order in which the server reads them. */
    public static FileSettings of(List<FileSetting> lines) {
        return new FileSettings(lines.stream()
                .collect(Collectors.toMap(
                        line -> line.name().toLowerCase(Locale.ROOT), Function.identity(), (earlier, later) -> later)));
    }

    /** The line that counts, if any file sets it. */
    public Optional<FileSetting> winner(String name) {
        return Optional.ofNullable(winners.get(name.toLowerCase(Locale.ROOT)));
    }
}
