package io.jbarman.report;

import io.jbarman.diagnostics.Diagnostic;
import io.jbarman.engine.ApplyReport;
import io.jbarman.engine.Outcome;
import io.jbarman.engine.ProofItem;
import io.jbarman.plan.Decision;
import io.jbarman.plan.Plan;
import java.util.List;

/** What an apply did, as people read it. */
public final class ApplyText {
    /** Of what is left to do, that many are named. */
    private static final int NAMED = 5;

    private ApplyText() {}

    /** One change's end, as one line and what is to be said about it. */
    public static String outcome(Outcome outcome, Ink ink) {
        if (outcome instanceof Outcome.Done done) {
            return line(ink.good("ok"), done.change(), ink);
        }
        if (outcome instanceof Outcome.AlreadySo same) {
            return "  " + ink.good("ok") + "       = " + same.id() + "  already so: " + same.reason() + "\n";
        }
        if (outcome instanceof Outcome.Failed failed) {
            return line(ink.bad("FAILED"), failed.change(), ink) + problem(failed);
        }
        if (outcome instanceof Outcome.Refused refused) {
            return "  " + ink.bad("refused") + "  " + refused.id() + " is no longer as planned\n"
                    + Troubles.indented("             planned ", refused.planned())
                    + Troubles.indented("             found   ", refused.found())
                    + "             hint: plan again\n";
        }
        if (outcome instanceof Outcome.Pending pending) {
            return "  " + ink.careful("pending") + "  " + pending.id() + "\n"
                    + Troubles.indented("             ", pending.reason())
                    + Troubles.indented("             hint: ", pending.remedy());
        }
        if (outcome instanceof Outcome.Waiting waiting) {
            return "  " + ink.careful("waiting") + "  " + waiting.id() + " comes after " + waiting.cause() + "\n";
        }
        if (outcome instanceof Outcome.Skipped skipped) {
            return "  " + ink.careful("skipped") + "  " + skipped.id() + " comes after " + skipped.cause() + "\n";
        }
        return "  " + ink.careful("not reached") + "  " + outcome.id() + "\n";
    }

    private static String line(String status, Decision.Change change, Ink ink) {
        String padding = " ".repeat(Math.max(1, 9 - plainLength(status)));
        return "  " + status + padding + ink.sign(change.action()) + " " + PlanText.title(change) + "\n";
    }

    private static int plainLength(String status) {
        return status.replaceAll("\u001b\\[[0-9]*m", "").length();
    }

    private static String problem(Outcome.Failed failed) {
        Diagnostic problem = failed.problem();
        StringBuilder text = new StringBuilder(Troubles.indented("             ", problem.summary()));
        if (!problem.detail().isEmpty()) {
            text.append(Troubles.indented("             ", problem.detail()));
        }
        if (!problem.hint().isEmpty()) {
            text.append(Troubles.indented("             hint: ", problem.hint()));
        }
        if (failed.stepsDone() > 0) {
            text.append("             its first ")
                    .append(steps(failed.stepsDone()))
                    .append(" done and stand\n");
        }
        return text.toString();
    }

    private static String steps(int count) {
        return count == 1 ? "step was" : count + " steps were";
    }

    /** What was verified from the barmanhost. */
    public static String proof(List<ProofItem> proof, Ink ink) {
        if (proof.isEmpty()) {
            return "";
        }
        StringBuilder text = new StringBuilder("Verified by the runtime on the barmanhost:\n");
        for (ProofItem item : proof) {
            text.append("  ").append(status(item, ink)).append(' ').append(item.server());
            text.append(' ').append(item.name().replace('_', ' '));
            if (!item.evidence().isEmpty()) {
                text.append(Troubles.indented(": ", item.evidence()).stripTrailing());
            }
            text.append('\n');
        }
        return text.toString();
    }

    private static String status(ProofItem item, Ink ink) {
        return switch (item.status()) {
            case OK -> ink.good("ok    ");
            case FAILED -> ink.bad("FAILED");
            case NOTE -> ink.careful("note  ");
        };
    }

    /** The last lines: what was changed, and what a second look found. */
    public static String sum(ApplyReport report, Plan after, List<ProofItem> proof) {
        StringBuilder text = new StringBuilder();
        long failed = report.outcomes().stream().filter(one -> !one.succeeded()).count();
        text.append(report.interrupted() ? "Interrupted" : "Applied")
                .append(": ")
                .append(report.changed())
                .append(report.changed() == 1 ? " change made" : " changes made");
        if (failed > 0) {
            text.append(", ").append(failed).append(" not made");
        }
        text.append(". ").append(left(after));
        long unproved = proof.stream().filter(ProofItem::failed).count();
        if (unproved > 0) {
            text.append(' ')
                    .append(unproved)
                    .append(unproved == 1 ? " check" : " checks")
                    .append(" failed.");
        }
        return text.append('\n').toString();
    }

    private static String left(Plan after) {
        long pending = after.only(Decision.Pending.class).count();
        List<String> ids = after.decisions().stream()
                .filter(one -> !(one instanceof Decision.InSync || one instanceof Decision.Pending))
                .map(one -> one.id().toString())
                .toList();
        int open = ids.size();
        if (open == 0 && pending == 0) {
            return "Looked again: nothing is left to do.";
        }
        return open == 0
                ? "Looked again: nothing is left to do but what is pending by policy."
                : "Looked again: " + open + (open == 1 ? " resource is" : " resources are")
                        + " not as the topology says; it is safe to apply again. Left: "
                        + String.join(", ", ids.subList(0, Math.min(open, NAMED)))
                        + (open > NAMED ? ", ..." : "");
    }
}
