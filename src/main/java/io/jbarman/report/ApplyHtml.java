package io.jbarman.report;

import io.jbarman.diagnostics.Diagnostic;
import io.jbarman.engine.ApplyReport;
import io.jbarman.engine.Outcome;
import io.jbarman.engine.ProofItem;
import io.jbarman.plan.Decision;
import io.jbarman.plan.Plan;
import io.jbarman.plan.ResourceId;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** What an apply, or a destruction, planned, did and proved, as a page. */
public final class ApplyHtml {
    private ApplyHtml() {}

    /**
     * The whole page.
     *
     * @param left what a destruction leaves where it is
     */
    public static String of(
            ReportHead head,
            OwnerHosts hosts,
            Plan planned,
            ApplyReport report,
            Plan after,
            List<ProofItem> proof,
            List<ResourceId> left,
            boolean succeeded) {
        List<Html> sections = new ArrayList<>();
        sections.add(outcomes(report.outcomes()));
        sections.add(proof(proof));
        sections.add(TroublesHtml.of(after));
        sections.add(left(left));
        sections.add(Html.of("h2", "part", "As it was planned"));
        sections.addAll(PlanHtml.sections(planned, hosts));
        String mood = succeeded ? pending(after) : "bad";
        return HtmlPage.of(head, ApplyText.sum(report, after, proof).strip(), mood, sections);
    }

    private static String pending(Plan after) {
        return after.only(Decision.Pending.class).findAny().isPresent() ? "careful" : "good";
    }

    private static Html outcomes(List<Outcome> outcomes) {
        if (outcomes.isEmpty()) {
            return Html.NOTHING;
        }
        List<Html> inside = new ArrayList<>();
        inside.add(Html.of("h2", "", "What became of it"));
        outcomes.forEach(one -> inside.add(outcome(one)));
        return Html.of("section", "outcomes", inside);
    }

    private static Html outcome(Outcome outcome) {
        return Html.of(
                "article",
                outcome.succeeded() ? outcome.isInPlace() ? "done" : "pending" : "failed",
                Html.of(
                        "h3",
                        "",
                        Html.of("span", "sign", Documents.word(outcome).replace('_', ' ')),
                        Html.of("code", "", outcome.id().toString())),
                told(outcome));
    }

    private static Html told(Outcome outcome) {
        if (outcome instanceof Outcome.Failed failed) {
            Diagnostic problem = failed.problem();
            String steps = failed.stepsDone() > 0 ? "steps done before it, which stand: " + failed.stepsDone() : "";
            return Html.all(
                    Html.of("p", "what", problem.summary()),
                    Html.ifAny("pre", "", problem.detail()),
                    Html.ifAny("p", "remedy", problem.hint()),
                    Html.ifAny("p", "why", steps));
        }
        if (outcome instanceof Outcome.Refused refused) {
            return Html.all(
                    Html.of(
                            "p",
                            "what",
                            "no longer as planned: planned " + refused.planned() + ", found " + refused.found()),
                    Html.of("p", "remedy", "plan again"));
        }
        if (outcome instanceof Outcome.Pending pending) {
            return Html.all(Html.of("p", "what", pending.reason()), Html.of("p", "remedy", pending.remedy()));
        }
        if (outcome instanceof Outcome.Waiting waiting) {
            return Html.of("p", "why", "it comes after " + waiting.cause());
        }
        if (outcome instanceof Outcome.Skipped skipped) {
            return Html.of("p", "why", "it comes after " + skipped.cause());
        }
        return outcome instanceof Outcome.AlreadySo same ? Html.ifAny("p", "why", same.reason()) : Html.NOTHING;
    }

    private static Html proof(List<ProofItem> proof) {
        if (proof.isEmpty()) {
            return Html.NOTHING;
        }
        List<Html> items = proof.stream()
                .map(item -> Html.of(
                        "li",
                        item.status().name().toLowerCase(Locale.ROOT),
                        Html.of("strong", "", item.status().name()),
                        Html.text(" " + item.server() + " " + item.name().replace('_', ' ')),
                        Html.ifAny("span", "why", item.evidence().isEmpty() ? "" : " " + item.evidence())))
                .toList();
        return Html.of(
                "section",
                "proof",
                Html.of("h2", "", "Verified by the runtime on the barmanhost"),
                Html.of("ul", "", items));
    }

    private static Html left(List<ResourceId> left) {
        return Html.ifAny(
                "p",
                "left",
                left.isEmpty()
                        ? ""
                        : "Left where it is: "
                                + left.stream()
                                        .map(ResourceId::toString)
                                        .sorted()
                                        .collect(Collectors.joining(", ")));
    }
}
