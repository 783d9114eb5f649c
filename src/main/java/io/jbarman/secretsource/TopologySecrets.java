package io.jbarman.secretsource;

import io.jbarman.diagnostics.Diagnostic;
import io.jbarman.diagnostics.Diagnostics;
import io.jbarman.diagnostics.ProblemException;
import io.jbarman.secret.Secret;
import io.jbarman.secret.SecretReference;
import io.jbarman.secret.SecretSource;
import io.jbarman.secret.Secrets;
import io.jbarman.topology.SourceMap;
import io.jbarman.topology.Topology;
import java.util.HashMap;
import java.util.Map;

/** Resolves all secrets of a topology, each problem at the place that refers to it. */
public final class TopologySecrets {
    private TopologySecrets() {}

    /**
     * All secrets of a topology.
     *
     * @throws ProblemException with every secret that cannot be had
     */
    public static Secrets resolve(Topology topology, SourceMap sources, SecretSource source) {
        Diagnostics problems = new Diagnostics();
        Map<String, Secret> found = new HashMap<>();
        for (Map.Entry<String, SecretReference> secret : topology.secrets().entrySet()) {
            try {
                found.put(secret.getKey(), source.resolve(secret.getValue()));
            } catch (ProblemException missing) {
                missing.problems().forEach(problem -> problems.add(placed(problem, secret.getKey(), sources)));
            }
        }
        problems.throwIfErrors();
        return new Secrets(found);
    }

    private static Diagnostic placed(Diagnostic problem, String name, SourceMap sources) {
        return new Diagnostic(
                        problem.severity(),
                        problem.code(),
                        "secret '" + name + "': " + problem.summary(),
                        problem.detail(),
                        problem.hint(),
                        problem.origin())
                .at(sources.origin("secrets." + name));
    }
}
