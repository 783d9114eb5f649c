package io.jbarman.config;

import io.jbarman.diagnostics.Diagnostic;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * The model that a server was switched to by {@code barman config-switch}, which keeps its name beside the server's backups.
 *
 * @param resolved the server's options without a model
 * @param texts of files that can be read
 */
record ActiveModel(
        IniSection server,
        ResolvedOptions resolved,
        Map<String, IniSection> sections,
        Function<Path, Optional<String>> texts) {
    private static final String KEPT_IN = ".active-model.auto";
    private static final String CLUSTER = "cluster";

    /** What it says of the server; empty where none is in force. */
    Optional<IniSection> section(List<Diagnostic> problems) {
        return name().flatMap(name -> {
            Optional<IniSection> model = Optional.ofNullable(sections.get(name)).filter(SectionRules::isModel);
            Optional<String> refusal = model.isEmpty()
                    ? Optional.of("there is no such model")
                    : model.filter(one -> !cluster(one).equals(cluster(server)))
                            .map(one -> "it is of cluster '" + cluster(one) + "', and the server of '" + cluster(server)
                                    + "'");
            refusal.ifPresent(why -> problems.add(Diagnostic.warning(
                            "config-model",
                            "server '" + server.name() + "' was switched to model '" + name
                                    + "', which is not applied: " + why,
                            "switch it again: barman config-switch " + server.name() + " MODEL, or --reset")
                    .at(server.origin())));
            return refusal.isPresent() ? Optional.empty() : model.map(ActiveModel::said);
        });
    }

    private Optional<String> name() {
        Path file =
                Path.of(resolved.values().getOrDefault("backup_directory", "/")).resolve(KEPT_IN);
        return texts.apply(file).map(String::strip).filter(name -> !name.isEmpty());
    }

    /** Whether it holds a model's name, and no sections. */
    static boolean isKeptIn(Path file) {
        return file.endsWith(KEPT_IN);
    }

    /** Barman takes a server's name where its cluster is not said. */
    private static String cluster(IniSection section) {
        return Optional.ofNullable(section.values().get(CLUSTER))
                .map(IniValue::raw)
                .orElse(section.name());
    }

    /** Without what only says that it is a model. */
    private static IniSection said(IniSection model) {
        Map<String, IniValue> values = new LinkedHashMap<>(model.values());
        values.remove("model");
        values.remove(CLUSTER);
        return new IniSection(model.name(), model.origin(), values);
    }
}
