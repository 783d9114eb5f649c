package io.jbarman.report;

import io.jbarman.plan.Action;
import io.jbarman.plan.Decision;
import io.jbarman.plan.Note;
import io.jbarman.plan.Plan;
import io.jbarman.plan.PlanSummary;
import java.util.ArrayList;
import java.util.List;

/** A plan as people read it: every change with its sign, address and effect, before and after, and why. */
public final class PlanText {
    private PlanText() {}

    /**
     * The whole plan, ending with its sum.
     *
     * @param verbose also what is in sync, and why
     */
    public static String of(Plan plan, boolean verbose, Ink ink) {
        StringBuilder text = new StringBuilder();
        for (Decision decision : plan.decisions()) {
            if (decision instanceof Decision.Change change) {
                text.append(change(change, ink));
            } else if (decision instanceof Decision.Deferred deferred) {
                text.append("  ? ")
                        .append(ink.strong(deferred.id().toString()))
                        .append(ink.faint("  known once " + deferred.maker() + " is there"))
                        .append('\n');
            } else if (verbose && decision instanceof Decision.InSync same) {
                text.append(ink.faint("  = " + same.id() + "  " + same.reason()))
                        .append('\n');
            }
        }
        text.append(new Troubles(plan, ink).text());
        plan.notes().forEach(note -> text.append(note(note, ink)));
        if (text.length() > 0) {
            text.append('\n');
        }
        return text.append(sum(plan)).append('\n').toString();
    }

    private static String note(Note note, Ink ink) {
        String text =
                "  " + ink.careful("i") + " " + note.id() + "  note\n" + Troubles.indented("      ", note.summary());
        return note.remedy().isEmpty() ? text : text + Troubles.indented("      hint: ", note.remedy());
    }

    private static String change(Decision.Change change, Ink ink) {
        StringBuilder text = new StringBuilder("  " + ink.sign(change.action()) + " " + ink.strong(title(change)));
        if (!change.effect().label().isEmpty()) {
            text.append("  ").append(ink.careful(change.effect().label()));
        }
        text.append('\n');
        change.differences().forEach(one -> text.append(DifferenceText.of(one, "      ", ink)));
        if (!change.reason().isEmpty()) {
            text.append(ink.faint(
                    Troubles.indented("      because ", change.reason()).stripTrailing()));
            text.append('\n');
        }
        return text.toString();
    }

    /** What is done where, as in the plan. */
    static String title(Decision.Change change) {
        return change.id().toString();
    }

    /** The last line: what would be done, in numbers. */
    public static String sum(Plan plan) {
        PlanSummary summary = PlanSummary.of(plan);
        if (plan.changes().isEmpty() && summary.inSync() == plan.decisions().size()) {
            return "No changes. " + counted(summary.inSync(), "resource") + " as the topology says.";
        }
        return "Plan: " + String.join(", ", parts(summary)) + ".";
    }

    private static List<String> parts(PlanSummary summary) {
        List<String> parts = new ArrayList<>();
        parts.add(summary.create() + " to create");
        parts.add(summary.update() + " to change");
        add(parts, summary.remove(), "to remove");
        add(parts, summary.other(), "to run");
        add(parts, summary.deferred(), "known after apply");
        summary.reloads().forEach(server -> parts.add("1 reload of " + server));
        summary.restarts().forEach(server -> parts.add("1 restart of " + server));
        parts.add(summary.conflicts() == 1 ? "1 conflict" : summary.conflicts() + " conflicts");
        add(parts, summary.pending(), "pending");
        add(parts, summary.unknown(), "unknown");
        add(parts, summary.blocked(), "blocked");
        parts.add(summary.inSync() + " in sync");
        return parts;
    }

    private static void add(List<String> parts, long count, String what) {
        if (count > 0) {
            parts.add(count + " " + what);
        }
    }

    private static String counted(long count, String what) {
        return count == 1 ? "1 " + what + " is" : count + " " + what + "s are";
    }

    /** The word for what a change does, in the past. */
    static String done(Action action) {
        return switch (action) {
            case CREATE -> "created";
            case UPDATE -> "changed";
            case REMOVE -> "removed";
            case RUN -> "done";
        };
    }
}
