package io.jbarman.report;

import io.jbarman.diagnostics.Diagnostic;
import io.jbarman.diagnostics.Origin;
import io.jbarman.diagnostics.Severity;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/** Problems as people read them: place, what is wrong, the line with a caret, what to do. */
public final class DiagnosticText {
    /** More of them help nobody; a program asks for JSON. */
    private static final int MOST = 100;

    private final Ink ink;

    private DiagnosticText(Ink ink) {
        this.ink = ink;
    }

    /** All of them without colours, a blank line between two, ending with a line feed; empty for none. */
    public static String of(List<Diagnostic> problems) {
        return of(problems, Ink.NONE);
    }

    /** One problem without colours, ending with a line feed. */
    public static String of(Diagnostic problem) {
        return of(List.of(problem), Ink.NONE);
    }

    /** All of them, as the second form has them, and behind them their codes, which {@code jbarman doc} explains. */
    public static String withCodes(List<Diagnostic> problems, Ink ink) {
        Set<String> codes = problems.stream()
                .limit(MOST)
                .map(Diagnostic::code)
                .collect(Collectors.toCollection(LinkedHashSet::new));
        return of(problems, ink) + (codes.isEmpty() ? "" : ink.faint(pointer(codes)) + "\n");
    }

    private static String pointer(Set<String> codes) {
        return codes.size() == 1
                ? "'jbarman doc " + codes.iterator().next() + "' says more."
                : "'jbarman doc CODE' says more of each: " + String.join(", ", codes) + ".";
    }

    /** All of them, a blank line between two, ending with a line feed; empty for none. */
    public static String of(List<Diagnostic> problems, Ink ink) {
        DiagnosticText form = new DiagnosticText(ink);
        StringBuilder text = new StringBuilder();
        for (Diagnostic problem : problems.subList(0, Math.min(MOST, problems.size()))) {
            text.append(text.isEmpty() ? "" : "\n");
            form.append(text, problem);
        }
        if (problems.size() > MOST) {
            text.append("\n... and ").append(problems.size() - MOST).append(" more\n");
        }
        return text.toString();
    }

    private void append(StringBuilder text, Diagnostic problem) {
        problem.origin()
                .ifPresent(origin ->
                        text.append(ink.strong(Printable.of(origin.toString()))).append(": "));
        text.append(severity(problem.severity()))
                .append(": ")
                .append(Printable.of(problem.summary()))
                .append('\n');
        problem.origin().ifPresent(origin -> appendLine(text, origin));
        appendIndented(text, "  ", problem.detail());
        appendIndented(text, "  hint: ", problem.hint());
    }

    private String severity(Severity severity) {
        String word = severity.name().toLowerCase(Locale.ROOT);
        return switch (severity) {
            case ERROR -> ink.bad(word);
            case WARNING -> ink.careful(word);
            case NOTE -> ink.faint(word);
        };
    }

    private void appendLine(StringBuilder text, Origin origin) {
        if (origin.lineText().isEmpty()) {
            return;
        }
        ShownLine line = ShownLine.of(origin);
        String gutter = String.format("%5d | ", origin.line());
        text.append(ink.faint(gutter)).append(line.text()).append('\n');
        if (origin.column() > 0) {
            text.append(ink.faint(" ".repeat(gutter.length() - 2) + "| "))
                    .append(line.pad())
                    .append(ink.bad("^"))
                    .append('\n');
        }
    }

    private static void appendIndented(StringBuilder text, String prefix, String lines) {
        if (!lines.isEmpty()) {
            text.append(prefix)
                    .append(Printable.of(lines).replace("\n", "\n" + " ".repeat(prefix.length())))
                    .append('\n');
        }
    }
}
