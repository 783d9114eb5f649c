package io.jbarman.report;

import io.jbarman.diagnostics.Diagnostic;
import io.jbarman.diagnostics.Origin;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** Problems as people read them: place, what is wrong, the line with a caret, what to do. */
public final class DiagnosticText {
    private DiagnosticText() {}

    /** All of them, a blank line between two, ending with a line feed; empty for none. */
    public static String of(List<Diagnostic> problems) {
        return problems.stream().map(DiagnosticText::of).collect(Collectors.joining("\n"));
    }

    /** One problem, ending with a line feed. */
    public static String of(Diagnostic problem) {
        StringBuilder text = new StringBuilder();
        problem.origin().ifPresent(origin -> text.append(origin).append(": "));
        text.append(problem.severity().name().toLowerCase(Locale.ROOT))
                .append(": ")
                .append(problem.summary())
                .append('\n');
        problem.origin().ifPresent(origin -> appendLine(text, origin));
        appendIndented(text, "  ", problem.detail());
        appendIndented(text, "  hint: ", problem.hint());
        return text.toString();
    }

    private static void appendLine(StringBuilder text, Origin origin) {
        if (origin.lineText().isEmpty()) {
            return;
        }
        String gutter = String.format("%5d | ", origin.line());
        text.append(gutter).append(origin.lineText()).append('\n');
        if (origin.column() > 0) {
            text.append(" ".repeat(5))
                    .append(" | ")
                    .append(" ".repeat(origin.column() - 1))
                    .append("^\n");
        }
    }

    private static void appendIndented(StringBuilder text, String prefix, String lines) {
        if (!lines.isEmpty()) {
            text.append(prefix)
                    .append(lines.replace("\n", "\n" + " ".repeat(prefix.length())))
                    .append('\n');
        }
    }
}
