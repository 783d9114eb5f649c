package io.jbarman.report;

import io.jbarman.engine.DriftClass;
import io.jbarman.engine.DriftReport;
import io.jbarman.engine.Finding;
import io.jbarman.plan.ResourceId;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** What one look at drift found, as a page. */
public final class DriftHtml {
    private DriftHtml() {}

    /** The whole page. */
    public static String of(ReportHead head, DriftReport report, OwnerHosts hosts) {
        List<Html> sections = new ArrayList<>();
        hosts.group(report.findings(), finding -> finding.id().owner())
                .forEach((host, findings) -> sections.add(host(host, findings)));
        String mood = report.isIncomplete() || report.hasDrift() ? "bad" : "good";
        return HtmlPage.of(head, DriftText.sum(report), mood, sections);
    }

    private static Html host(String host, List<Finding> findings) {
        List<Html> inside = new ArrayList<>();
        inside.add(Html.of("h2", "", Html.text(host), Html.of("span", "count", Integer.toString(findings.size()))));
        findings.forEach(finding -> inside.add(finding(finding)));
        return Html.of("section", "host", inside);
    }

    private static Html finding(Finding finding) {
        List<Html> consequences = finding.consequences().stream()
                .filter(one -> one.kind() != DriftClass.UNKNOWN)
                .map(DriftHtml::finding)
                .toList();
        String hidden = finding.hidden().stream().map(ResourceId::toString).collect(Collectors.joining(", "));
        return Html.of(
                "article",
                "finding " + finding.kind().name().toLowerCase(Locale.ROOT),
                Html.of(
                        "h3",
                        "",
                        Html.of("span", "sign", finding.kind().word()),
                        Html.of("code", "", finding.id().toString())),
                DifferenceHtml.of(finding.differences(), "is", "should be"),
                Html.ifAny("p", "why", finding.reason()),
                Html.ifAny("p", "remedy", finding.remedy()),
                Html.ifAny("p", "why", hidden.isEmpty() ? "" : "hides " + hidden),
                consequences.isEmpty() ? Html.NOTHING : Html.of("div", "consequences", consequences));
    }
}
