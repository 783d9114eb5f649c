package io.jbarman.report;

import io.jbarman.diagnostics.Diagnostic;
import io.jbarman.diagnostics.Origin;
import java.util.List;
import java.util.Locale;

/** What kept a command from doing its work, as a page: each problem with its place, its line and what to do. */
public final class ProblemsHtml {
    private ProblemsHtml() {}

    /** The whole page. */
    public static String of(ReportHead head, List<Diagnostic> problems) {
        long errors = problems.stream().filter(Diagnostic::isError).count();
        String verdict = errors == 1 ? "1 error" : errors + " errors";
        return HtmlPage.of(
                head,
                verdict,
                "bad",
                problems.stream().map(ProblemsHtml::problem).toList());
    }

    private static Html problem(Diagnostic problem) {
        String severity = problem.severity().name().toLowerCase(Locale.ROOT);
        return Html.of(
                "article",
                "trouble " + severity,
                Html.of(
                        "h3",
                        "",
                        Html.of("span", "sign", severity),
                        Html.of(
                                "code",
                                "",
                                problem.origin().map(Origin::toString).orElse(problem.code()))),
                Html.of("p", "what", problem.summary()),
                Html.ifAny("pre", "", problem.origin().map(ProblemsHtml::line).orElse("")),
                Html.ifAny("pre", "", problem.detail()),
                Html.ifAny("p", "remedy", problem.hint()));
    }

    private static String line(Origin origin) {
        if (origin.lineText().isEmpty()) {
            return "";
        }
        ShownLine line = ShownLine.of(origin);
        return origin.column() > 0 ? line.text() + "\n" + line.pad() + "^" : line.text();
    }
}
