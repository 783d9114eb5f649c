package io.jbarman.engine;

import io.jbarman.diagnostics.Diagnostic;
import io.jbarman.engine.PostmasterShell.Life;
import io.jbarman.plan.Step;
import io.jbarman.postgres.PgException;
import io.jbarman.postgres.PgSession;
import io.jbarman.reach.Reach;
import io.jbarman.reach.ReachException;
import io.jbarman.time.Sleeper;
import io.jbarman.transport.CommandResult;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Restarts a server so that it is running afterwards, with the new settings or, where it does not come back with them,
 * with the old ones, whichever run has written them.
 *
 * <p>"Does not come back" means that its postmaster has exited. One that is there and not ready is in recovery, which
 * takes as long as it takes: it is waited for.
 */
final class ServerRestart {
    private static final Duration POLL = Duration.ofMillis(250);
    private static final Duration RECOVERY_LIMIT = Duration.ofMinutes(30);
    /** A postmaster between stop and start is absent for a moment. */
    private static final int DEAD_LOOKS = 12;

    private final Reach reach;
    private final SavedSettings saved;
    private final Polling polling;

    ServerRestart(Reach reach, SavedSettings saved, Sleeper sleeper) {
        this.reach = reach;
        this.saved = saved;
        this.polling = new Polling(sleeper, POLL);
    }

    /** @param ledger which tells whose the values are that may have to be put back */
    void run(Step.RestartServer step, Ledger ledger) throws StepFailure {
        PostmasterShell shell =
                new PostmasterShell(reach.transport(step.postmaster().host()), step.postmaster());
        try {
            run(step, shell, ledger);
        } catch (IOException e) {
            throw new StepFailure(
                    Diagnostic.error(
                            "restart-unknown",
                            step.describe() + ": the host was lost on the way: " + e.getMessage(),
                            "see whether " + step.server() + " is running, then run the command again"),
                    e);
        }
    }

    private void run(Step.RestartServer step, PostmasterShell shell, Ledger ledger) throws StepFailure, IOException {
        List<WayBack> ways = List.of(saved.wayBack(step.server()), RunningValues.of(step, reach, shell, ledger));
        refuseHopeless(step, shell, ways);
        String before = checkpoint(step);
        CommandResult result = shell.restart();
        reach.forget(step.server());
        if (!comesBack(step, shell)) {
            putBack(step, shell, ways, result);
        }
        if (startTime(step).equals(before)) {
            throw new StepFailure(problem(step, "was not restarted by its own command", said(result)));
        }
    }

    /** A bad value left in the files would take the server down at somebody else's restart: ours are taken back. */
    private void refuseHopeless(Step.RestartServer step, PostmasterShell shell, List<WayBack> ways)
            throws StepFailure, IOException {
        StartCheck check = new StartCheck(reach, shell);
        Optional<String> obstacle = check.obstacle(step);
        if (obstacle.isEmpty()) {
            return;
        }
        List<String> back = new ArrayList<>();
        for (WayBack way : ways) {
            Optional<String> taken = way.take();
            if (taken.isEmpty()) {
                continue;
            }
            boolean helped = check.obstacle(step).isEmpty();
            if (helped || !way.undo()) {
                back.add(taken.get());
            }
            if (helped) {
                break;
            }
        }
        throw new StepFailure(Diagnostic.error(
                        "restart-refused",
                        step.server() + " would not start with its configuration files as they are; it was left running"
                                + (back.isEmpty() ? "" : ", and " + words(back)),
                        "mend what the detail names, then run the command again")
                .withDetail(obstacle.get()));
    }

    /** A checkpoint beforehand makes the one at shutdown short. */
    private String checkpoint(Step.RestartServer step) throws StepFailure {
        try {
            PgSession session = reach.session(step.server(), Optional.empty());
            session.execute("SET statement_timeout = 0");
            session.execute("CHECKPOINT");
            return startTime(step);
        } catch (ReachException e) {
            throw new StepFailure(e.problem(), e);
        } catch (PgException e) {
            throw new StepFailure(Refusals.diagnostic(step.describe() + ": CHECKPOINT", e), e);
        }
    }

    private String startTime(Step.RestartServer step) throws StepFailure {
        try {
            return reach.session(step.server(), Optional.empty())
                    .query("SELECT pg_postmaster_start_time() AS started", List.of())
                    .get(0)
                    .text("started");
        } catch (ReachException e) {
            throw new StepFailure(e.problem(), e);
        } catch (PgException e) {
            throw new StepFailure(Refusals.diagnostic(step.describe(), e), e);
        }
    }

    private boolean comesBack(Step.RestartServer step, PostmasterShell shell) throws StepFailure {
        Comeback comeback = new Comeback(step.server(), shell);
        boolean decided = polling.until(RECOVERY_LIMIT, comeback::decided);
        if (!decided) {
            throw new StepFailure(Diagnostic.error(
                    "restart-recovering",
                    step.server() + " is running and not yet ready after " + RECOVERY_LIMIT.toMinutes() + " minutes",
                    "it is probably in recovery: see its log, let it finish, then run the command again"));
        }
        return comeback.alive;
    }

    /** Looks until the server either takes a session or is dead for good. */
    private final class Comeback {
        private final String server;
        private final PostmasterShell shell;
        private int dead;
        private boolean alive;

        Comeback(String server, PostmasterShell shell) {
            this.server = server;
            this.shell = shell;
        }

        boolean decided() throws StepFailure {
            try {
                Life life = shell.life();
                dead = life == Life.DEAD ? dead + 1 : 0;
                alive = life == Life.READY && accepts();
            } catch (IOException e) {
                throw new StepFailure(problemOf(e), e);
            }
            return alive || dead >= DEAD_LOOKS;
        }

        private boolean accepts() {
            try {
                reach.session(server, Optional.empty());
                return true;
            } catch (ReachException e) {
                return false;
            }
        }

        private Diagnostic problemOf(IOException e) {
            return Diagnostic.error(
                    "restart-unknown",
                    "the host of " + server + " was lost while it restarted: " + e.getMessage(),
                    "see whether " + server + " is running, then run the command again");
        }
    }

    private void putBack(Step.RestartServer step, PostmasterShell shell, List<WayBack> ways, CommandResult failed)
            throws StepFailure, IOException {
        List<String> back = new ArrayList<>();
        CommandResult last = failed;
        for (WayBack way : ways) {
            Optional<String> taken = way.take();
            if (taken.isEmpty()) {
                continue;
            }
            back.add(taken.get());
            last = shell.restart();
            reach.forget(step.server());
            if (comesBack(step, shell)) {
                throw new StepFailure(problem(
                        step,
                        "did not come back with the new settings; " + words(back) + ", and it is running again",
                        said(failed)));
            }
            if (way.undo()) {
                back.set(back.size() - 1, taken.get() + ", which did not help and was taken back");
            }
        }
        throw new StepFailure(problem(
                step,
                back.isEmpty()
                        ? "is down: it did not come back, and no setting that jbarman has written is to blame"
                        : "is down: it came back neither with the new settings nor with the old ones (" + words(back)
                                + ")",
                said(last)));
    }

    private static String words(List<String> back) {
        return String.join(", then ", back);
    }

    private static String said(CommandResult result) {
        return (result.errors().strip() + "\n" + result.output().strip()).strip();
    }

    private static Diagnostic problem(Step.RestartServer step, String what, String detail) {
        return Diagnostic.error(
                        "restart-failed",
                        step.server() + " " + what,
                        "see the server's log for the reason (data directory "
                                + step.postmaster().dataDirectory() + "), mend it, then run the command again")
                .withDetail(detail);
    }
}
