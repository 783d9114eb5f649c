package io.jbarman.report;

import io.jbarman.engine.DriftClass;
import io.jbarman.engine.DriftReport;
import io.jbarman.engine.Finding;
import io.jbarman.plan.ResourceId;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** Findings as people read them. */
public final class DriftText {
    private static final int NAMED = 5;

    private DriftText() {}

    /** All findings and their sum. */
    public static String of(DriftReport report, Ink ink) {
        StringBuilder text = new StringBuilder();
        report.findings().forEach(one -> text.append(of(one, "", ink)));
        return text.append(sum(report)).append('\n').toString();
    }

    /** One finding with what follows from it. */
    public static String of(Finding finding, String indent, Ink ink) {
        StringBuilder text = new StringBuilder(indent + label(finding.kind(), ink) + "  " + finding.id() + "\n");
        String below = indent + "    ";
        finding.differences().forEach(one -> text.append(DifferenceText.found(one, below, ink)));
        if (!finding.reason().isEmpty()) {
            text.append(Troubles.indented(below, finding.reason()));
        }
        if (!finding.remedy().isEmpty()) {
            text.append(Troubles.indented(below + "hint: ", finding.remedy()));
        }
        finding.consequences().stream()
                .filter(one -> one.kind() != DriftClass.UNKNOWN)
                .forEach(one -> text.append(of(one, below, ink)));
        return text.append(hidden(finding.hidden(), below)).toString();
    }

    /** One cause, told once: an unreachable host hides all that is on it. */
    private static String hidden(List<ResourceId> ids, String below) {
        if (ids.isEmpty()) {
            return "";
        }
        String named = ids.stream().limit(NAMED).map(ResourceId::toString).collect(Collectors.joining(", "));
        String more = ids.size() > NAMED ? " and " + (ids.size() - NAMED) + " more" : "";
        return below + "hides " + named + more + "\n";
    }

    private static String label(DriftClass kind, Ink ink) {
        String word = kind.word().toUpperCase(Locale.ROOT);
        return kind == DriftClass.IGNORED ? ink.faint(word) : ink.bad(word);
    }

    /** In numbers. */
    public static String sum(DriftReport report) {
        if (report.findings().isEmpty()) {
            return "In sync: " + report.inSync() + " resources of " + report.topology() + " are as the topology says.";
        }
        List<String> parts = new ArrayList<>();
        for (DriftClass kind : DriftClass.values()) {
            if (report.count(kind) > 0) {
                parts.add(report.count(kind) + " " + kind.word());
            }
        }
        long hidden =
                report.findings().stream().mapToLong(one -> one.hidden().size()).sum();
        String also = hidden > 0 ? ", hiding " + hidden + " more" : "";
        return String.join(", ", parts) + also + "; " + report.inSync() + " in sync.";
    }
}
