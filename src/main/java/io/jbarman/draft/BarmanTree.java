package io.jbarman.draft;

import io.jbarman.config.WalLayout;
import io.jbarman.pg.SlotName;
import io.jbarman.topology.ArchivedServer;
import io.jbarman.topology.ArchivedServer.Link;
import io.jbarman.topology.BarmanHost;
import java.util.Locale;

/** A barmanhost as a document says it. */
final class BarmanTree {
    /** What the language has where nothing is said. */
    static final String USUAL_INSTALL = "/opt/jbarman";

    private BarmanTree() {}

    static Branch of(BarmanHost barman) {
        return new Branch()
                .text("host", barman.host())
                .text("home", barman.home())
                .text("user", barman.user(), "barman")
                .text("config", barman.config())
                .text("config_directory", barman.configDirectory())
                .text("passfile", barman.passfile())
                .text("run_directory", barman.runDirectory())
                .text("lock_directory", barman.lockDirectory())
                .text("log_file", barman.logFile())
                .branch("runtime", runtime(barman.runtime()))
                .named("servers", barman.servers(), BarmanTree::server);
    }

    private static Branch runtime(BarmanHost.RuntimeOptions runtime) {
        return new Branch()
                .text("supervise", runtime.supervise().name().toLowerCase(Locale.ROOT), "auto")
                .text("launcher", runtime.launcher())
                .text("install", runtime.install().orElse(USUAL_INSTALL), USUAL_INSTALL)
                .text("java", runtime.java())
                .truth("client", runtime.client())
                .text("listen", runtime.listen());
    }

    private static Branch server(ArchivedServer server) {
        Branch branch = new Branch();
        link(branch, "conninfo", server.conninfo());
        server.streamingConninfo().ifPresent(link -> link(branch, "streaming_conninfo", link));
        branch.truth("streaming_archiver", server.streamingArchiver())
                .text("slot_name", server.slotName().map(SlotName::value))
                .text("streaming_archiver_name", server.streamingArchiverName(), ArchivedServer.DEFAULT_ARCHIVER_NAME)
                .truth("archiver", server.archiver());
        server.options().forEach((name, value) -> option(branch, name, value));
        return branch;
    }

    private static void option(Branch branch, String name, String value) {
        if (name.equals(WalLayout.OPTION)) {
            branch.text("layout", value);
        } else {
            branch.scalar(name, value);
        }
    }

    private static void link(Branch branch, String key, Link link) {
        if (link instanceof Link.Unmanaged unmanaged) {
            branch.text(key, unmanaged.conninfo());
            return;
        }
        Link.Managed managed = (Link.Managed) link;
        Branch mapping = new Branch()
                .text("role", managed.role())
                .text("password", managed.password())
                .flag("superuser", managed.superuser());
        managed.keywords().forEach(mapping::scalar);
        branch.branch(key, mapping);
    }
}
