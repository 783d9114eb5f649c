package io.jbarman.topology;

import io.jbarman.secret.SecretReference;
import io.jbarman.topology.ArchivedServer.Link;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Secrets are used, and are there when a timer runs jbarman. */
final class SecretsAreReachable implements Rule {
    @Override
    public void check(Topology topology, Findings findings) {
        Set<String> used = used(topology);
        for (Map.Entry<String, SecretReference> secret : topology.secrets().entrySet()) {
            String path = "secrets." + secret.getKey();
            if (topology.drift().timer()) {
                outOfReach(secret.getValue())
                        .ifPresent(where -> findings.error(
                                "contradiction",
                                path,
                                "secret '" + secret.getKey() + "' is " + where + ", where drift's timer cannot find it",
                                "keep it in a file: { file: secrets/" + secret.getKey()
                                        + " }, mode 0600; or drift: { timer: false }"));
            }
            if (!used.contains(secret.getKey())) {
                findings.warning(
                        "unused",
                        path,
                        "secret '" + secret.getKey() + "' is not used",
                        "take it out, or name it somewhere");
            }
        }
    }

    private static Optional<String> outOfReach(SecretReference reference) {
        if (reference instanceof SecretReference.Environment) {
            return Optional.of("in the environment");
        }
        return reference instanceof SecretReference.Prompt ? Optional.of("in somebody's head") : Optional.empty();
    }

    private static Set<String> used(Topology topology) {
        Set<String> used = new HashSet<>();
        topology.postgres().values().forEach(server -> {
            server.access().password().ifPresent(used::add);
            server.replication().flatMap(Replication::password).ifPresent(used::add);
            server.contents().roles().values().forEach(role -> role.password().ifPresent(used::add));
        });
        for (BarmanHost barman : topology.barman().values()) {
            for (ArchivedServer server : barman.servers().values()) {
                password(server.conninfo()).ifPresent(used::add);
                server.streamingConninfo()
                        .flatMap(SecretsAreReachable::password)
                        .ifPresent(used::add);
            }
        }
        return used;
    }

    private static Optional<String> password(Link link) {
        return link instanceof Link.Managed managed ? managed.password() : Optional.empty();
    }
}
