package io.jbarman.report;

import io.jbarman.template.ResourceTemplate;
import java.util.Collection;

/** One page that needs nothing else: no script, no picture, no font, nothing from anywhere. */
final class HtmlPage {
    private HtmlPage() {}

    /**
     * The page.
     *
     * @param mood the class of the style sheet that colours the verdict
     */
    static String of(ReportHead head, String verdict, String mood, Collection<Html> sections) {
        String title = head.what() + (head.topology().isEmpty() ? "" : ": " + head.topology());
        Html body = Html.all(
                Html.of(
                        "header",
                        "",
                        Html.of("h1", "", title),
                        Html.of("p", "verdict " + mood, verdict),
                        Html.ifAny("p", "meta", meta(head))),
                Html.of("main", "", sections),
                Html.of("footer", "", "Made by jbarman. Holds no secret."));
        return """
                <!DOCTYPE html>
                <html lang="en">
                <head>
                <meta charset="utf-8">
                <meta name="viewport" content="width=device-width, initial-scale=1">
                <meta name="color-scheme" content="light dark">
                <meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
                <title>%s</title>
                <style>
                %s</style>
                </head>
                <body>
                %s</body>
                </html>
                """.formatted(Html.text(title).markup(), ResourceTemplate.text("report.css"), body.markup());
    }

    private static String meta(ReportHead head) {
        return String.join(
                " \u00b7 ",
                java.util.stream.Stream.of(head.file(), head.at(), head.cost())
                        .filter(part -> !part.isEmpty())
                        .toList());
    }
}
