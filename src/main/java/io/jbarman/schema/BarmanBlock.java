package io.jbarman.schema;

import io.jbarman.schema.SourceNode.Entry;
import io.jbarman.topology.ArchivedServer;
import io.jbarman.topology.BarmanHost;
import io.jbarman.topology.BarmanHost.RuntimeOptions;
import io.jbarman.topology.BarmanHost.Supervise;
import java.util.LinkedHashMap;
import java.util.Map;

/** Where WAL and backups go: <code>backup: { host: barmanhost, home: /var/lib/barman, servers: { pg: ... } }</code>. */
final class BarmanBlock {
    private static final TextType LISTEN = TextType.of(
            "a port of this host alone, such as 9187 or 127.0.0.1:9187",
            "^((localhost|127(\\.[0-9]{1,3}){3}|\\[::1\\]):)?[0-9]{1,5}$");

    private static final Block RUNTIME = Block.of(
            "runtime",
            "The runtime's own options.",
            Key.optional(
                            "supervise",
                            ChoiceType.of(Supervise.values()),
                            "Who keeps it running: systemd, process, or auto for systemd where it is process 1; none"
                                    + " leaves the work, and the files that people wrote, to Barman's own cron.")
                    .defaults("auto"),
            Key.optional("launcher", Texts.PATH, "The jbarman launcher there; where left out, the one that runs now.")
                    .example("/opt/jbarman/jbarman"),
            Key.optional("install", Texts.PATH, "The directory that jbarman is put into on a remote barmanhost.")
                    .defaults("/opt/jbarman"),
            Key.optional(
                            "java",
                            Texts.PATH,
                            "The home of the Java that runs it on a remote barmanhost; where left out, the one on the PATH,"
                                    + " which is installed where there is none.")
                    .example("/usr/lib/jvm/java-17-openjdk-amd64"),
            Key.optional(
                            "client",
                            new TruthType(),
                            "Whether PostgreSQL's client programs are installed there, of the servers' version or later where"
                                    + " the distribution has one; where left out, where backup_method: postgres needs"
                                    + " them.")
                    .example("true"),
            Key.optional("listen", LISTEN, "A port for metrics, on loopback only; where left out, there are none.")
                    .example("127.0.0.1:9187"));

    static final Block BLOCK = Block.of(
            "a barmanhost",
            "Where WAL and backups go.",
            Key.required("host", Texts.NAME, "The host that it is, one of hosts.")
                    .example("barmanhost"),
            Key.optional("home", Texts.PATH, "barman_home: the directory of everything.")
                    .defaults("/var/lib/barman"),
            Key.optional("user", Texts.ACCOUNT, "The account that the runtime runs as.")
                    .defaults("barman"),
            Key.optional("config", Texts.PATH, "Barman's main configuration file.")
                    .defaults("/etc/barman.conf"),
            Key.optional("config_directory", Texts.PATH, "Where the servers' files go.")
                    .defaults("/etc/barman.d"),
            Key.optional("passfile", Texts.PATH, "The password file; where left out, .pgpass in the user's home.")
                    .example("/var/lib/barman/.pgpass"),
            Key.optional(
                            "run_directory",
                            Texts.PATH,
                            "For control socket and pidfile; where left out, .jbarman in home.")
                    .example("/run/barman"),
            Key.optional("lock_directory", Texts.PATH, "For lock files; where left out, home.")
                    .example("/var/lib/barman"),
            Key.optional("log_file", Texts.PATH, "The log file.").example("/var/log/barman/barman.log"),
            Key.optional("runtime", RUNTIME, "The runtime's own options."),
            Key.optional(
                            "servers",
                            new NamedType("server", Texts.NAME, ArchivedServerBlock.BLOCK),
                            "The servers whose WAL it keeps, by their names under postgres.")
                    .example("{ pg: { conninfo: ... } }"));

    private BarmanBlock() {}

    static BarmanHost build(Entry entry) {
        BlockValues values = BlockValues.of(entry, BLOCK);
        BlockValues runtime = values.inside("runtime", RUNTIME);
        return new BarmanHost(
                entry.key(),
                values.word("host"),
                values.word("home"),
                values.word("user"),
                values.word("config"),
                values.word("config_directory"),
                values.text("passfile"),
                values.text("run_directory"),
                values.text("lock_directory"),
                values.text("log_file"),
                new RuntimeOptions(
                        runtime.choice("supervise", Supervise.class).orElse(Supervise.AUTO),
                        runtime.text("launcher"),
                        runtime.text("install"),
                        runtime.text("java"),
                        runtime.text("client").map(TruthType::isYes),
                        runtime.text("listen")),
                servers(values));
    }

    private static Map<String, ArchivedServer> servers(BlockValues values) {
        Map<String, ArchivedServer> servers = new LinkedHashMap<>();
        for (Entry entry : values.entries("servers")) {
            servers.put(entry.key(), ArchivedServerBlock.build(entry));
        }
        return servers;
    }
}
