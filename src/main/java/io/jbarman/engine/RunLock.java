package io.jbarman.engine;

import io.jbarman.diagnostics.Diagnostic;
import io.jbarman.postgres.PgException;
import io.jbarman.postgres.PgSession;
import io.jbarman.postgres.Row;
import io.jbarman.postgres.Sql;
import io.jbarman.reach.Reach;
import io.jbarman.reach.ReachException;
import java.util.List;
import java.util.Optional;

/**
 * Keeps two applies off the same server by an advisory lock of the control session, which ends with it. Advisory locks
 * are per database: every run takes it in the one that the server's {@code access} names.
 */
public final class RunLock {
    /** Our own pair of numbers; the first spells "jbar". */
    private static final String KEY = "1784832370, 1";

    private static final String HOLDER = """
            SELECT a.pid, a.application_name AS who, coalesce(host(a.client_addr), 'a local socket') AS origin,
                   date_trunc('second', a.backend_start) AS since
              FROM pg_locks l JOIN pg_stat_activity a USING (pid)
             WHERE l.locktype = 'advisory' AND l.granted AND l.classid = 1784832370 AND l.objid = 1
            """;

    private final Reach reach;
    private final String holder;

    /** @param holder who takes it, for those that find it taken: {@code ops@control, process 1234} */
    public RunLock(Reach reach, String holder) {
        this.reach = reach;
        this.holder = holder;
    }

    /**
     * Takes the lock of a server, for the length of this run or until the server restarts.
     *
     * @throws StepFailure if another run has it, naming that one
     */
    public void take(String server) throws StepFailure {
        try {
            PgSession session = reach.session(server, Optional.empty());
            session.execute("SET application_name = " + Sql.literal("jbarman apply by " + holder));
            List<Row> taken = session.query("SELECT pg_try_advisory_lock(" + KEY + ") AS taken", List.of());
            if (!taken.get(0).flag("taken")) {
                throw new StepFailure(held(server, session.query(HOLDER, List.of())));
            }
        } catch (ReachException e) {
            throw new StepFailure(e.problem(), e);
        } catch (PgException e) {
            throw new StepFailure(Refusals.diagnostic("take the lock of " + server, e), e);
        }
    }

    private static Diagnostic held(String server, List<Row> holders) {
        String who = holders.stream()
                .findFirst()
                .map(row -> ": " + row.find("who").orElse("someone") + ", since " + row.text("since")
                        + " (server process " + row.text("pid") + ", from " + row.text("origin") + ")")
                .orElse("");
        return Diagnostic.error(
                "run-locked",
                "another jbarman run is changing " + server + who,
                "nothing was changed; wait for it to end, then run this again. A run that died lets go when its session"
                        + " ends: SELECT pg_terminate_backend(PID) ends it at once");
    }
}
