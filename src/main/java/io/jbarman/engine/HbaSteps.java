package io.jbarman.engine;

import io.jbarman.diagnostics.Diagnostic;
import io.jbarman.plan.Fingerprint;
import io.jbarman.plan.LineInsertions;
import io.jbarman.plan.Step;
import io.jbarman.postgres.PgException;
import io.jbarman.postgres.Row;
import io.jbarman.reach.Reach;
import io.jbarman.reach.ReachException;
import io.jbarman.transport.Account;
import io.jbarman.transport.ByteText;
import io.jbarman.transport.TransportException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Inserts client authentication rules so that the server can always be logged in to afterwards: the file is written,
 * parsed by the server itself before it is loaded, and put back if the server finds fault with it.
 */
final class HbaSteps {
    private static final String FAULT =
            "SELECT line_number, error FROM pg_catalog.pg_hba_file_rules WHERE error IS NOT NULL LIMIT 1";

    private static final Pattern LINE = Pattern.compile("([^\\n]*)(?:\\n|$)");

    private final Reach reach;
    private final SqlSteps sql;

    HbaSteps(Reach reach, SqlSteps sql) {
        this.reach = reach;
        this.sql = sql;
    }

    /** A change of one file. */
    private record Edit(
            String server,
            String host,
            String account,
            String path,
            String sha256,
            UnaryOperator<String> change,
            String describe) {}

    void run(Step.InsertHbaRules step) throws StepFailure {
        run(new Edit(
                step.server(),
                step.host(),
                step.account(),
                step.path(),
                step.sha256(),
                text -> LineInsertions.apply(text, step.insertions()),
                step.describe()));
    }

    void run(Step.RemoveHbaRules step) throws StepFailure {
        run(new Edit(
                step.server(),
                step.host(),
                step.account(),
                step.path(),
                step.sha256(),
                text -> without(text, step.lines()),
                step.describe()));
    }

    /** Each line goes with its end, so that every other byte stays; of equal ones, as many as are named, from above. */
    private static String without(String text, List<String> lines) {
        List<String> left = new ArrayList<>(lines);
        return LINE.matcher(text)
                .replaceAll(line -> left.remove(line.group(1)) ? "" : Matcher.quoteReplacement(line.group()));
    }

    private void run(Edit step) throws StepFailure {
        try {
            RealFile file = RealFile.at(reach.transport(step.host()), Account.named(step.account()), step.path());
            byte[] old = file.read();
            String text = ByteText.decode(old);
            if (!Fingerprint.of(text).equals(step.sha256())) {
                throw changed(step);
            }
            file.write(ByteText.encode(step.change().apply(text)));
            prove(step, () -> file.write(old));
        } catch (TransportException e) {
            throw notWritten(step, e, e.problem().hint());
        } catch (IOException e) {
            throw notWritten(step, e, "see that account " + step.account() + " may write " + step.path());
        }
    }

    private static StepFailure notWritten(Edit step, IOException e, String remedy) {
        return new StepFailure(Diagnostic.error("hba-not-written", step.describe() + ": " + e.getMessage(), remedy), e);
    }

    /** How the old file comes back. */
    private interface Undo {
        void run() throws IOException;
    }

    /** What could not be proved is not left there either: the next start of the server would be its proof. */
    private void prove(Edit step, Undo undo) throws StepFailure, IOException {
        try {
            Optional<String> fault = fault(step);
            if (fault.isPresent()) {
                throw refused(step, fault.get());
            }
        } catch (StepFailure e) {
            putBack(step, undo, e);
            throw e;
        }
        try {
            Optional<String> lockedOut = lockedOut(step);
            if (lockedOut.isPresent()) {
                throw lockedOut(step, lockedOut.get());
            }
        } catch (StepFailure e) {
            putBack(step, undo, e);
            loadOld(step, e);
            throw e;
        }
    }

    private static void putBack(Edit step, Undo undo, StepFailure why) throws StepFailure {
        try {
            undo.run();
        } catch (IOException e) {
            throw new StepFailure(
                    Diagnostic.error(
                                    "hba-not-written",
                                    "the new rules stand in " + step.path() + " of " + step.server()
                                            + ", are not proved, and could not be taken out: " + e.getMessage(),
                                    "look at that file before the server reads it again, then plan again")
                            .withDetail(String.valueOf(why.getMessage())),
                    e);
        }
    }

    private void loadOld(Edit step, StepFailure why) throws StepFailure {
        try {
            reload(step);
        } catch (StepFailure e) {
            throw new StepFailure(
                    Diagnostic.error(
                                    why.problem().code(),
                                    why.getMessage() + "; the old " + step.path() + " is back, and whether "
                                            + step.server() + " has loaded it is not known",
                                    "reload " + step.server() + ": SELECT pg_reload_conf()")
                            .withDetail(String.valueOf(e.getMessage())),
                    e);
        }
    }

    /** What the server says of the file as it is now, whether it has loaded it or not. */
    private Optional<String> fault(Edit step) throws StepFailure {
        try {
            List<Row> faults = reach.session(step.server(), Optional.empty()).query(FAULT, List.of());
            return faults.stream()
                    .map(row -> "line " + row.text("line_number") + ": " + row.text("error"))
                    .findFirst();
        } catch (PgException e) {
            throw new StepFailure(Refusals.diagnostic(step.describe(), e), e);
        } catch (ReachException e) {
            throw new StepFailure(e.problem().withDetail("while: " + step.describe()), e);
        }
    }

    /** Why a new session of ours is turned away by the new rules, if it is; the old session goes on either way. */
    private Optional<String> lockedOut(Edit step) throws StepFailure {
        reload(step);
        try {
            reach.tryLogin(step.server());
            return Optional.empty();
        } catch (ReachException e) {
            return Optional.of(e.problem().summary());
        }
    }

    private void reload(Edit step) throws StepFailure {
        sql.run(new Step.ReloadServer(step.server(), step.describe()));
    }

    private static StepFailure lockedOut(Edit step, String why) {
        return new StepFailure(Diagnostic.error(
                        "hba-locks-out",
                        step.server() + " would not let jbarman itself in with the new rules in " + step.path()
                                + "; the old file is back and loaded",
                        "give the roles of the topology another name than access.user, or mend what the detail says")
                .withDetail(why));
    }

    private static StepFailure changed(Edit step) {
        return new StepFailure(Diagnostic.error(
                "hba-changed",
                step.path() + " of " + step.server() + " has been changed since the plan was made",
                "plan again"));
    }

    private static StepFailure refused(Edit step, String fault) {
        return new StepFailure(Diagnostic.error(
                "hba-refused",
                step.server() + " cannot read " + step.path() + " with the new rules (" + fault
                        + "); the old file is back and was never unloaded",
                "look at hba_method and hba_type of " + step.server()
                        + " in the topology, and at contype and method of its rules"));
    }
}
