package io.jbarman.draft;

import io.jbarman.schema.SourceNode.Mapping;
import io.jbarman.secret.SecretReference;
import io.jbarman.topology.Host;
import io.jbarman.topology.Host.Become;
import io.jbarman.topology.Host.ConnectionKind;
import io.jbarman.topology.Host.SshAccess;
import io.jbarman.topology.Topology;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * A topology as the document that says it: the way back from what the schema builds. Only what drafts are made of is
 * written: neither variables nor groups, systems, replication, standbys and drift.
 */
final class TopologyTree {
    private static final SshAccess USUAL =
            new SshAccess(Optional.empty(), OptionalInt.empty(), Optional.empty(), Optional.empty(), Become.NONE);

    private TopologyTree() {}

    static Mapping of(Topology topology) {
        return new Branch()
                .number("version", 1)
                .text("name", topology.name())
                .named("secrets", topology.secrets(), TopologyTree::secret)
                .branch("defaults", defaults(topology))
                .named("hosts", topology.hosts(), TopologyTree::host)
                .named("postgres", topology.postgres(), PostgresTree::of)
                .named("barman", topology.barman(), BarmanTree::of)
                .mapping();
    }

    private static Branch secret(SecretReference reference) {
        if (reference instanceof SecretReference.Environment environment) {
            return new Branch().text("env", environment.variable());
        }
        throw new IllegalArgumentException("drafts have no secret but in the environment: " + reference.describe());
    }

    /** All hosts of a draft are logged in to in the same way. */
    private static Branch defaults(Topology topology) {
        SshAccess access =
                topology.hosts().values().stream().findFirst().map(Host::ssh).orElse(USUAL);
        Branch ssh = new Branch()
                .text("user", access.user())
                .text("identity_file", access.identityFile().map(Path::toString))
                .text("known_hosts", access.knownHosts().map(Path::toString));
        access.port().ifPresent(port -> ssh.number("port", port));
        ssh.text("become", access.become().name().toLowerCase(Locale.ROOT), "none");
        return new Branch().branch("ssh", ssh);
    }

    private static Branch host(Host host) {
        return new Branch()
                .text("address", host.address())
                .text("connection", host.connection() == ConnectionKind.LOCAL ? "local" : "ssh", "ssh");
    }
}
