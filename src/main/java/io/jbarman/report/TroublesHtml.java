package io.jbarman.report;

import io.jbarman.plan.Decision;
import io.jbarman.plan.Note;
import io.jbarman.plan.Plan;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** What a plan cannot do, each cause told once with everything that waits for it; and what it notes. */
final class TroublesHtml {
    private TroublesHtml() {}

    static Html of(Plan plan) {
        List<Html> all = new ArrayList<>();
        plan.conflicts()
                .forEach(one -> all.add(
                        trouble("conflict", one.id().toString(), one.summary(), one.remedy(), waiting(plan, one))));
        plan.only(Decision.Pending.class)
                .forEach(one -> all.add(
                        trouble("pending", one.id().toString(), one.reason(), one.remedy(), waiting(plan, one))));
        byCause(plan).values().forEach(same -> all.add(unknown(plan, same)));
        return section("In the way", all);
    }

    static Html notes(List<Note> notes) {
        return section(
                "Notes",
                notes.stream()
                        .map(one -> trouble("note", one.id().toString(), one.summary(), one.remedy(), ""))
                        .toList());
    }

    private static Html section(String title, List<Html> all) {
        return all.isEmpty() ? Html.NOTHING : Html.of("section", "", Html.of("h2", "", title), Html.all(all));
    }

    /** One unreachable host hides many resources, for one reason. */
    private static Map<List<String>, List<Decision.Unknown>> byCause(Plan plan) {
        return plan.only(Decision.Unknown.class)
                .collect(Collectors.groupingBy(
                        one -> List.of(one.reason(), one.remedy()), LinkedHashMap::new, Collectors.toList()));
    }

    private static Html unknown(Plan plan, List<Decision.Unknown> same) {
        Decision.Unknown first = same.get(0);
        String title = same.size() == 1 ? first.id().toString() : same.size() + " resources";
        String hidden = same.size() == 1
                ? ""
                : "hides " + same.stream().map(one -> one.id().toString()).collect(Collectors.joining(", "));
        String behind = same.stream().map(one -> waiting(plan, one)).collect(Collectors.joining());
        return trouble("unknown", title, first.reason(), first.remedy(), hidden + behind);
    }

    private static String waiting(Plan plan, Decision cause) {
        String ids = plan.only(Decision.Blocked.class)
                .filter(blocked -> blocked.cause().equals(cause.id()))
                .map(blocked -> blocked.id().toString())
                .collect(Collectors.joining(", "));
        return ids.isEmpty() ? "" : "blocks " + ids;
    }

    /** A problem with where it is and what to do. */
    static Html trouble(String kind, String where, String what, String remedy, String more) {
        return Html.of(
                "article",
                "trouble " + kind,
                Html.of("h3", "", Html.of("span", "sign", kind), Html.of("code", "", where)),
                Html.of("p", "what", what),
                Html.ifAny("p", "remedy", remedy),
                Html.ifAny("p", "why", more));
    }
}
