package io.jbarman.draft;

import io.jbarman.config.BarmanConfig;
import io.jbarman.config.ModelConfig;
import io.jbarman.config.ServerConfig;
import java.util.Set;

/**
 * Models, which the language has not: one that is in force is imported as what it makes of its server, the others are
 * listed (Barman: "config-switch").
 */
record ActiveModels(BarmanConfig config, Remarks remarks) {
    private static final Set<String> ABOUT_ITSELF = Set.of("model", "cluster");

    /** Tells where a server is imported as its model has it. */
    void remark(ServerConfig server) {
        server.model()
                .flatMap(name -> config.models().stream()
                        .filter(one -> one.name().equals(name))
                        .findFirst())
                .ifPresent(model -> remarks.changed(
                        model.origin(),
                        "model '" + model.name() + "' is in force for '" + server.name()
                                + "': its options are imported as the server's own",
                        ""));
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
