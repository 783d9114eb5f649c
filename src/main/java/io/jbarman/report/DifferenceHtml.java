package io.jbarman.report;

import io.jbarman.plan.Difference;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Attributes before and after, each beside the other where there is room; texts of several lines line by line. */
final class DifferenceHtml {
    private DifferenceHtml() {}

    static Html of(List<Difference> differences, String before, String after) {
        if (differences.isEmpty()) {
            return Html.NOTHING;
        }
        List<Html> rows = new ArrayList<>();
        differences.forEach(one -> rows.add(row(one, before, after)));
        return Html.of("dl", "differences", rows);
    }

    private static Html row(Difference one, String before, String after) {
        boolean long_ = one.before().contains("\n") || one.after().contains("\n");
        Html value =
                long_ ? lines(one) : Html.all(side(before, "before", one.before()), side(after, "after", one.after()));
        return Html.of("div", "", Html.of("dt", "", one.attribute()), value);
    }

    private static Html side(String label, String style, String value) {
        return Html.of(
                "dd",
                style,
                Html.of("span", "label", label),
                value.isEmpty() ? Html.of("code", "none", "(none)") : Html.of("code", "", value));
    }

    private static Html lines(Difference one) {
        List<Html> lines = Arrays.stream(
                        LineDifference.of(one.before(), one.after(), Ink.NONE).split("\n", -1))
                .filter(line -> !line.isBlank())
                .map(line -> Html.of("span", style(line.strip()), line))
                .toList();
        return Html.of("dd", "text", Html.of("pre", "", lines));
    }

    private static String style(String line) {
        return line.startsWith("-") ? "gone" : line.startsWith("+") ? "come" : "same";
    }
}
