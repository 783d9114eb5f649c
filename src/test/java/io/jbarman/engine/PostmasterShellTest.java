package io.jbarman.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.jbarman.fixture.PgCluster;
import io.jbarman.plan.Postmaster;
import io.jbarman.quickstart.PostgresInstance.StopMode;
import io.jbarman.transport.Account;
import io.jbarman.transport.Command;
import io.jbarman.transport.CommandResult;
import io.jbarman.transport.Transport;
import io.jbarman.transport.local.LocalTransport;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Restarting real servers that nobody but pg_ctl looks after. */
final class PostmasterShellTest {
    private static final Path PROGRAMS = Path.of("/usr/lib/postgresql/15/bin");

    @Test
    void aServerStartedByRelativePathComesBackWithItsOtherWords() throws Exception {
        try (PgCluster pg = PgCluster.debian15().start();
                Transport host = new LocalTransport("here", true)) {
            pg.stop(StopMode.FAST);
            startFromBeside(pg, host);
            assertEquals("7MB", pg.sql("SHOW work_mem"));

            PostmasterShell shell = new PostmasterShell(host, postmaster(pg));
            for (int restart = 1; restart <= 2; restart++) {
                String before = pg.sql("SELECT pg_postmaster_start_time()");
                CommandResult result = shell.restart();
                assertTrue(result.succeeded(), result.errors() + result.output());
                assertTrue(!pg.sql("SELECT pg_postmaster_start_time()").equals(before));
                assertEquals("7MB", pg.sql("SHOW work_mem"), "the words of the first start are kept");
            }
        }
    }

    /** As an administrator does: cd to the place, then pg_ctl -D data start. */
    private static void startFromBeside(PgCluster pg, Transport host) throws Exception {
        Path data = pg.dataDirectory();
        CommandResult started = host.run(Command.script("cd '" + data.getParent() + "' && " + PROGRAMS
                        + "/pg_ctl start -w -s -D " + data.getFileName() + " -l " + data
                        + "/beside.log -o '-c work_mem=7MB"
                        + " -c config_file=" + data.getFileName() + "/postgresql.conf' </dev/null")
                .as(Account.named(pg.osUser())));
        assertTrue(started.succeeded(), started.errors() + started.output());
    }

    private static Postmaster postmaster(PgCluster pg) {
        return new Postmaster(
                "here",
                pg.osUser(),
                pg.dataDirectory().toString(),
                pg.dataDirectory().resolve("postgresql.conf").toString(),
                PROGRAMS.toString(),
                Optional.empty(),
                Optional.empty());
    }
}
