package io.jbarman.resource;

import io.jbarman.fixture.PgCluster;
import io.jbarman.pg.SlotName;
import io.jbarman.secret.Secret;
import io.jbarman.secret.Secrets;
import io.jbarman.topology.ArchivedServer;
import io.jbarman.topology.ArchivedServer.Link;
import io.jbarman.topology.BarmanHost;
import io.jbarman.topology.BarmanHost.RuntimeOptions;
import io.jbarman.topology.BarmanHost.Supervise;
import io.jbarman.topology.DriftPolicy;
import io.jbarman.topology.Host;
import io.jbarman.topology.PostgresServer;
import io.jbarman.topology.PostgresServer.Access;
import io.jbarman.topology.PostgresServer.HbaType;
import io.jbarman.topology.PostgresServer.RestartPolicy;
import io.jbarman.topology.SettingDemand;
import io.jbarman.topology.Topology;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/** A server on this machine and a barmanhost on the same one, everything of it below a temporary directory. */
record ContractTopology(PgCluster pg, Path directory, RestartPolicy restart, Map<String, SettingDemand> settings) {
    static final Secrets SECRETS = new Secrets(
            Map.of("barman_password", Secret.of("p:a\\ss'%word"), "streaming_password", Secret.of("streaming")));

    Topology topology() {
        return new Topology(
                "contract",
                Map.of(),
                Map.of(),
                Map.of("h", host()),
                Map.of("pg", server()),
                Map.of("backup", barman()),
                DriftPolicy.NONE);
    }

    private static Host host() {
        Host.SshAccess access = new Host.SshAccess(
                Optional.empty(), OptionalInt.empty(), Optional.empty(), Optional.empty(), Host.Become.SUDO);
        return new Host(
                "h", "127.0.0.1", Host.ConnectionKind.LOCAL, access, Optional.empty(), OptionalInt.empty(), List.of());
    }

    private PostgresServer server() {
        return new PostgresServer(
                "pg",
                "h",
                pg.port(),
                Optional.of(pg.socketDirectory().toString()),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                pg.osUser(),
                new Access(Optional.empty(), Optional.empty(), Optional.empty(), "postgres", Optional.empty()),
                "scram-sha-256",
                HbaType.HOST,
                restart,
                settings);
    }

    private BarmanHost barman() {
        String base = directory.toString();
        return new BarmanHost(
                "backup",
                "h",
                base + "/home",
                System.getProperty("user.name"),
                base + "/etc/barman.conf",
                base + "/etc/barman.d",
                Optional.of(base + "/pgpass"),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                new RuntimeOptions(Supervise.PROCESS, Optional.of("/bin/true"), Optional.empty()),
                Map.of("pg", archived()));
    }

    private static ArchivedServer archived() {
        return new ArchivedServer(
                "pg",
                new Link.Managed("barman", Optional.of("barman_password"), false, Map.of("dbname", "postgres")),
                Optional.of(new Link.Managed("streaming_barman", Optional.of("streaming_password"), false, Map.of())),
                true,
                Optional.of(new SlotName("barman")),
                ArchivedServer.DEFAULT_ARCHIVER_NAME,
                false,
                Optional.empty(),
                Map.of("retention_policy", "RECOVERY WINDOW OF 7 DAYS"));
    }
}
