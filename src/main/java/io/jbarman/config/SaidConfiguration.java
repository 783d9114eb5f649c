package io.jbarman.config;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What the texts of a configuration say, wherever they are. */
public record SaidConfiguration(BarmanConfig config) {
    /**
     * Reads texts, and which models are in force.
     *
     * @param texts by path, in the order in which they are read
     * @throws io.jbarman.diagnostics.ProblemException if they cannot be understood: what they describe is not known then
     */
    public static SaidConfiguration of(String main, Map<String, String> texts) {
        Map<Path, String> files = new LinkedHashMap<>();
        texts.forEach((path, text) -> files.put(Path.of(path), text));
        return new SaidConfiguration(BarmanConfigReader.of(Path.of(main), files));
    }

    /** The server of that name; empty if it is not described. */
    public Optional<SaidServer> find(String server) {
        return config.find(server).map(SaidServer::of);
    }

    /** Whether the main file includes the files of that directory. */
    public boolean includes(String directory) {
        return config.global()
                .find("configuration_files_directory")
                .filter(included -> Path.of(included).equals(Path.of(directory)))
                .isPresent();
    }

    /** What a section of a text sets, as it is written there. */
    public static Map<String, String> options(String text, String section) {
        Map<String, String> options = new LinkedHashMap<>();
        IniParser.parse("", text).sections().stream()
                .filter(one -> one.name().equals(section))
                .forEach(one -> one.values().forEach((name, value) -> options.put(name, value.raw())));
        return options;
    }

    /** The names of a text's sections, in its order. */
    public static List<String> sections(String text) {
        return IniParser.parse("", text).sections().stream()
                .map(IniSection::name)
                .toList();
    }
}
