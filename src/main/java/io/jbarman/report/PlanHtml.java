package io.jbarman.report;

import io.jbarman.plan.Action;
import io.jbarman.plan.Decision;
import io.jbarman.plan.Effect;
import io.jbarman.plan.Plan;
import io.jbarman.plan.PlanSummary;
import io.jbarman.plan.Step;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** A plan as a page. */
public final class PlanHtml {
    private PlanHtml() {}

    /** The whole page. */
    public static String of(ReportHead head, Plan plan, OwnerHosts hosts) {
        return HtmlPage.of(head, PlanText.sum(plan), mood(plan), sections(plan, hosts));
    }

    static String mood(Plan plan) {
        PlanSummary summary = PlanSummary.of(plan);
        if (summary.conflicts() + summary.unknown() > 0) {
            return "bad";
        }
        return plan.asksForWork() || summary.pending() > 0 ? "careful" : "good";
    }

    static List<Html> sections(Plan plan, OwnerHosts hosts) {
        List<Html> sections = new ArrayList<>();
        sections.add(interruptions(PlanSummary.of(plan)));
        sections.add(TroublesHtml.of(plan));
        hosts.group(plan.changes(), change -> change.id().owner())
                .forEach((host, changes) -> sections.add(host(host, changes)));
        sections.add(deferred(plan.only(Decision.Deferred.class).toList()));
        sections.add(TroublesHtml.notes(plan.notes()));
        sections.add(inSync(plan.only(Decision.InSync.class).toList()));
        return sections;
    }

    /** What anybody who uses a server notices, before everything else. */
    private static Html interruptions(PlanSummary summary) {
        List<Html> lines = new ArrayList<>();
        summary.restarts()
                .forEach(server -> lines.add(
                        Html.of("p", "banner restart", "RESTART of " + server + ": its sessions are cut off")));
        summary.reloads().forEach(server -> lines.add(Html.of("p", "banner reload", "Reload of " + server)));
        return Html.all(lines);
    }

    private static Html host(String host, List<Decision.Change> changes) {
        List<Html> inside = new ArrayList<>();
        inside.add(Html.of("h2", "", Html.text(host), Html.of("span", "count", Integer.toString(changes.size()))));
        changes.forEach(change -> inside.add(change(change)));
        return Html.of("section", "host", inside);
    }

    private static Html change(Decision.Change change) {
        return Html.of(
                "article",
                change.action().name().toLowerCase(Locale.ROOT),
                title(change),
                DifferenceHtml.of(change.differences(), "before", "after"),
                Html.ifAny("p", "why", change.reason()),
                steps(change.steps()));
    }

    /** Sign and word, so that it is no matter of colour alone. */
    private static Html title(Decision.Change change) {
        return Html.of(
                "h3",
                "",
                Html.of("span", "sign", change.action().sign() + " " + word(change.action())),
                Html.of("code", "", change.id().toString()),
                effect(change.effect()));
    }

    private static Html effect(Effect effect) {
        return effect == Effect.NONE
                ? Html.NOTHING
                : Html.of("strong", "effect " + effect.name().toLowerCase(Locale.ROOT), effect.label());
    }

    private static String word(Action action) {
        return switch (action) {
            case CREATE -> "create";
            case UPDATE -> "change";
            case REMOVE -> "remove";
            case RUN -> "run";
        };
    }

    private static Html steps(List<Step> steps) {
        if (steps.isEmpty()) {
            return Html.NOTHING;
        }
        return folded(
                "",
                steps.size() == 1 ? "1 step" : steps.size() + " steps",
                Html.of(
                        "ol",
                        "",
                        steps.stream()
                                .map(step -> Html.of("li", "", step.describe()))
                                .toList()));
    }

    /** Twice: how what is folded looks on paper is not for a style sheet to say in every browser. */
    private static Html folded(String style, String title, Html inside) {
        return Html.all(
                Html.of("details", style, Html.of("summary", "", title), inside),
                Html.of("div", "on-paper", Html.of("p", "title", title), inside));
    }

    private static Html deferred(List<Decision.Deferred> deferred) {
        if (deferred.isEmpty()) {
            return Html.NOTHING;
        }
        List<Html> inside = new ArrayList<>();
        inside.add(Html.of("h2", "", "Known after apply"));
        deferred.forEach(one -> inside.add(Html.of(
                "p", "", Html.of("code", "", "? " + one.id()), Html.text(" once " + one.maker() + " is there"))));
        return Html.of("section", "", inside);
    }

    private static Html inSync(List<Decision.InSync> same) {
        if (same.isEmpty()) {
            return Html.NOTHING;
        }
        return folded(
                "insync",
                same.size() + " in sync",
                Html.of(
                        "ul",
                        "",
                        same.stream()
                                .map(one -> Html.of(
                                        "li",
                                        "",
                                        Html.of("code", "", one.id().toString()),
                                        Html.text(" " + one.reason())))
                                .toList()));
    }
}
