package io.jbarman.reach;

import io.jbarman.fixture.PgCluster;
import io.jbarman.postgres.jdbc.JdbcSession;
import io.jbarman.postgres.jdbc.Login;
import io.jbarman.transport.Account;
import io.jbarman.transport.Command;
import io.jbarman.transport.Transport;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** A relay on a host where some of the programs are hidden by a {@code PATH} of links. */
final class RelayPrograms {
    private static final List<String> NEEDED = List.of("sh", "socat", "perl", "python3");

    private RelayPrograms() {}

    static String version(Transport host, PgCluster pg, String hidden) throws Exception {
        String bin = pg.socketDirectory() + "/bin-" + hidden.replace(' ', '-');
        StringBuilder links = new StringBuilder("mkdir -p " + bin + "; chmod 755 " + bin + "\n");
        NEEDED.stream()
                .filter(program -> !Set.of(hidden.split(" ", -1)).contains(program))
                .forEach(program -> links.append(
                        "ln -sf \"$(PATH=/usr/bin:/bin; command -v " + program + ")\" " + bin + "/" + program + "\n"));
        host.run(Command.script(links.toString()).as(Account.ROOT));
        Command relay = RelayScript.onto(
                        List.of(pg.socketDirectory().toString()), pg.port(), Account.named(pg.osUser()))
                .with(Map.of("PATH", bin));
        try (JdbcSession session =
                JdbcSession.over(() -> host.open(relay), Login.control(pg.superuser(), "postgres"))) {
            String wide = session.query("SELECT repeat('x', 3000000) AS it", List.of())
                    .get(0)
                    .text("it");
            return wide.length() == 3_000_000
                    ? session.query("SELECT version() AS it", List.of()).get(0).text("it")
                    : "cut to " + wide.length();
        }
    }
}
