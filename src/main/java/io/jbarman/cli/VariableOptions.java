package io.jbarman.cli;

import io.jbarman.playbook.ParsedTopology;
import io.jbarman.playbook.TopologyFile;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Option;

/**
 * How a topology is read. The values for its variables are kept in plan files and timers, so they are no place for a
 * secret.
 */
final class VariableOptions {
    @Option(
            names = {"-e", "--extra-var"},
            paramLabel = "KEY=VALUE",
            converter = VariableConverter.class,
            description = "A value for a variable of the topology, instead of the one in it: KEY=VALUE, a list as"
                    + " KEY=[1,2], a mapping of several as '{KEY: VALUE}', a file of them as @FILE; can be repeated.")
    List<Given> all = new ArrayList<>();

    @Option(
            names = "--trust",
            description = "Let a topology in Groovy do whatever a program may: files, processes, classes.")
    boolean trusted;

    /** What reading a document with them gives. */
    ParsedTopology read(Path topology) {
        return TopologyFile.read(topology, byName(), trusted);
    }

    /** What one option says. */
    record Given(Map<String, String> values) {}

    /** By name; of two for one name the last one counts, as on other command lines. */
    Map<String, String> byName() {
        Map<String, String> byName = new LinkedHashMap<>();
        all.forEach(given -> byName.putAll(given.values()));
        return byName;
    }
}
