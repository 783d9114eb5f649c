package io.jbarman.resource;

import io.jbarman.fixture.Fixtures;
import io.jbarman.fixture.PgCluster;
import io.jbarman.pg.GrantObject;
import io.jbarman.pg.RoleAttribute;
import io.jbarman.pg.SlotName;
import io.jbarman.secret.Secret;
import io.jbarman.secret.Secrets;
import io.jbarman.topology.ArchivedServer;
import io.jbarman.topology.ArchivedServer.Link;
import io.jbarman.topology.BarmanHost;
import io.jbarman.topology.BarmanHost.RuntimeOptions;
import io.jbarman.topology.BarmanHost.Supervise;
import io.jbarman.topology.Contents;
import io.jbarman.topology.DatabaseDemand;
import io.jbarman.topology.DriftPolicy;
import io.jbarman.topology.ExtensionDemand;
import io.jbarman.topology.GrantDemand;
import io.jbarman.topology.GrantDemand.Versions;
import io.jbarman.topology.Host;
import io.jbarman.topology.HostSystem;
import io.jbarman.topology.HostSystem.CommandDemand;
import io.jbarman.topology.HostSystem.FileDemand;
import io.jbarman.topology.HostSystem.PathState;
import io.jbarman.topology.PostgresServer;
import io.jbarman.topology.PostgresServer.Access;
import io.jbarman.topology.PostgresServer.HbaType;
import io.jbarman.topology.PostgresServer.RestartPolicy;
import io.jbarman.topology.RoleDemand;
import io.jbarman.topology.RoleDemand.Membership;
import io.jbarman.topology.RoleDemand.OwnSetting;
import io.jbarman.topology.RoleDemand.Removal;
import io.jbarman.topology.RuleDemand;
import io.jbarman.topology.SettingDemand;
import io.jbarman.topology.SlotDemand;
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

    private Host host() {
        Host.SshAccess access = new Host.SshAccess(
                Optional.empty(), OptionalInt.empty(), Optional.empty(), Optional.empty(), Host.Become.SUDO);
        return new Host(
                "h",
                "127.0.0.1",
                Host.ConnectionKind.LOCAL,
                access,
                Optional.empty(),
                OptionalInt.empty(),
                List.of(),
                List.of(),
                Fixtures.isRoot() ? system() : HostSystem.NONE);
    }

    /** What this machine does not notice; accounts and services are a matter of hosts of their own. */
    private HostSystem system() {
        String base = directory + "/system";
        return new HostSystem(
                Map.of(),
                Map.of(),
                Map.of(
                        base,
                        path(base, PathState.DIRECTORY, Optional.empty()),
                        base + "/note",
                        path(base + "/note", PathState.FILE, Optional.of("it's\n\\ours")),
                        directory + "/no",
                        path(directory + "/no", PathState.ABSENT, Optional.empty())),
                Map.of(),
                Map.of(),
                Map.of(),
                Map.of(),
                Map.of("begin", begin(base + "/it's begun")),
                Map.of(),
                Map.of());
    }

    private static CommandDemand begin(String path) {
        return new CommandDemand(
                "begin",
                List.of("touch", path),
                Optional.of(path),
                Optional.empty(),
                List.of(),
                Optional.of("/"),
                Optional.of("root"));
    }

    private static FileDemand path(String path, PathState state, Optional<String> content) {
        boolean there = state != PathState.ABSENT;
        return new FileDemand(
                path,
                state,
                Optional.of("daemon").filter(any -> there),
                Optional.of("sys").filter(any -> there),
                Optional.of(0751).filter(any -> there),
                content);
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
                settings,
                false,
                Optional.empty(),
                Map.of(),
                contents());
    }

    /** One of each kind, and one of each that is not to be there. */
    private static Contents contents() {
        RoleDemand app = new RoleDemand(
                "app",
                Map.of(RoleAttribute.LOGIN, true, RoleAttribute.CREATEDB, true),
                Optional.of(7),
                Optional.of("2040-01-01 00:00:00+00"),
                Optional.of("barman_password"),
                Map.of("pg_monitor", new Membership(false, Optional.of(true), Optional.empty(), Optional.empty())),
                List.of(
                        new OwnSetting(Optional.empty(), "work_mem", Optional.of("8MB")),
                        new OwnSetting(Optional.of("postgres"), "search_path", Optional.of("app, public"))),
                Optional.of("it's \\ one"),
                Optional.empty());
        RoleDemand gone = RoleDemand.absent("gone", new Removal(Optional.empty()));
        GrantDemand grant = new GrantDemand(
                "schema",
                "app",
                Optional.empty(),
                GrantObject.SCHEMA,
                List.of("public"),
                Optional.empty(),
                List.of("CREATE", "USAGE"),
                true,
                new Versions(10, 99),
                false);
        DatabaseDemand database = new DatabaseDemand(
                "shop",
                Optional.of("app"),
                Optional.of("UTF8"),
                Optional.of("C"),
                Optional.of("C"),
                Optional.empty(),
                Optional.of(9),
                Optional.of("shop"),
                false);
        return new Contents(
                Map.of("app", app, "gone", gone),
                Map.of("schema", grant),
                Map.of("shop", database),
                Map.of("plpgsql", new ExtensionDemand("plpgsql", List.of(), Optional.empty(), Optional.empty(), true)),
                Map.of(
                        "spare", new SlotDemand(new SlotName("spare"), false),
                        "idle", new SlotDemand(new SlotName("idle"), true)),
                Map.of(
                        "crew",
                        new RuleDemand(
                                "crew",
                                Optional.empty(),
                                List.of("all", "samerole"),
                                List.of("+app", "barman"),
                                List.of("samenet", "10.9.0.0/16", "host.example"),
                                Optional.of("md5"),
                                false)));
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
                new RuntimeOptions(
                        Supervise.PROCESS,
                        Optional.of("/bin/true"),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty()),
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
                false,
                Map.of("retention_policy", "RECOVERY WINDOW OF 7 DAYS"));
    }
}
