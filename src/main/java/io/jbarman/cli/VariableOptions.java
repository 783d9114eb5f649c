package io.jbarman.cli;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Option;

/** Values for a topology's variables. They are kept in plan files and timers, so they are no place for a secret. */
final class VariableOptions {
    @Option(
            names = {"-e", "--extra-var"},
            paramLabel = "KEY=VALUE",
            converter = VariableConverter.class,
            description = "A value for a variable of the topology, instead of the one in it; can be repeated.")
    List<Variable> all = new ArrayList<>();

    /** One value. */
    record Variable(String name, String value) {}

    /** By name; of two for one name the last one counts, as on other command lines. */
    Map<String, String> byName() {
        Map<String, String> byName = new LinkedHashMap<>();
        all.forEach(variable -> byName.put(variable.name(), variable.value()));
        return byName;
    }
}
