package io.jbarman.draft;

import io.jbarman.config.BarmanConfig;
import io.jbarman.config.BarmanOptions;
import io.jbarman.config.ModelConfig;
import io.jbarman.config.ServerConfig;
import io.jbarman.diagnostics.Origin;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Models, which the language has not: one that is in force is imported as what it makes of its server, the others are
 * listed (Barman: "config-switch").
 *
 * @param active the model in force by server
 */
record ActiveModels(BarmanConfig config, Map<String, String> active, Remarks remarks) {
    private static final Set<String> ABOUT_ITSELF = Set.of("model", "cluster");

    /** The server as the model in force makes it. */
    ServerConfig applied(ServerConfig server) {
        Optional<ModelConfig> model = Optional.ofNullable(active.get(server.name()))
                .flatMap(name -> config.models().stream()
                        .filter(one -> one.name().equals(name))
                        .findFirst());
        return model.map(one -> with(server, one)).orElse(server);
    }

    private ServerConfig with(ServerConfig server, ModelConfig model) {
        Map<String, String> values = new LinkedHashMap<>(server.values());
        Map<String, Origin> origins = new LinkedHashMap<>(server.origins());
        model.values().forEach((name, value) -> {
            if (isUsable(name, value)) {
                values.put(name, value);
                origins.put(name, model.origins().getOrDefault(name, model.origin()));
            }
        });
        remarks.changed(
                model.origin(),
                "model '" + model.name() + "' is in force for '" + server.name() + "': its options are imported as the"
                        + " server's own",
                "");
        return new ServerConfig(server.name(), server.global(), values, origins, server.problems());
    }

    private static boolean isUsable(String name, String value) {
        return !ABOUT_ITSELF.contains(name)
                && !value.contains("%")
                && BarmanOptions.byName(name)
                        .filter(option -> option.check(value).isEmpty())
                        .isPresent();
    }

    /** Lists every model with all that it says. */
    void list() {
        config.models().forEach(this::list);
    }

    private void list(ModelConfig model) {
        remarks.leftOut(
                model.origin(),
                "model '" + model.name() + "'"
                        + model.cluster()
                                .map(name -> " of cluster '" + name + "'")
                                .orElse("") + ": the language has no models",
                "write what it changes with the server, or as variables given by -e");
        model.values().forEach((name, value) -> {
            if (!ABOUT_ITSELF.contains(name)) {
                remarks.leftOut(
                        model.origins().getOrDefault(name, model.origin()),
                        Remarks.option(name, value) + ", of model '" + model.name() + "'",
                        "");
            }
        });
    }
}
