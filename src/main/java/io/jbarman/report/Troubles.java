package io.jbarman.report;

import io.jbarman.plan.Decision;
import io.jbarman.plan.Plan;
import io.jbarman.plan.ResourceId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** What a plan cannot do, each cause told once with everything that waits for it. */
final class Troubles {
    private final Plan plan;
    private final Ink ink;
    private final Map<ResourceId, List<Decision.Blocked>> waiting = new LinkedHashMap<>();

    Troubles(Plan plan, Ink ink) {
        this.plan = plan;
        this.ink = ink;
        plan.only(Decision.Blocked.class)
                .forEach(blocked -> waiting.computeIfAbsent(blocked.cause(), any -> new ArrayList<>())
                        .add(blocked));
    }

    String text() {
        StringBuilder text = new StringBuilder();
        plan.conflicts()
                .forEach(one -> text.append(trouble(
                        ink.bad("x"), one.id() + "  conflict", one.summary(), one.remedy(), List.of(one.id()))));
        plan.only(Decision.Pending.class)
                .forEach(one -> text.append(trouble(
                        ink.careful("!"), one.id() + "  pending", one.reason(), one.remedy(), List.of(one.id()))));
        unknownByCause().values().forEach(same -> text.append(unknown(same)));
        return text.toString();
    }

    /** One unreachable host hides many resources, for one reason. */
    private Map<List<String>, List<Decision.Unknown>> unknownByCause() {
        return plan.only(Decision.Unknown.class)
                .collect(Collectors.groupingBy(
                        one -> List.of(one.reason(), one.remedy()), LinkedHashMap::new, Collectors.toList()));
    }

    private String unknown(List<Decision.Unknown> same) {
        Decision.Unknown first = same.get(0);
        List<ResourceId> ids = same.stream().map(Decision.Unknown::id).toList();
        String title = ids.size() == 1
                ? first.id() + "  could not be looked at"
                : ids.size() + " resources could not be looked at";
        String hidden = ids.size() == 1 ? "" : "      hides " + listed(ids) + "\n";
        return trouble(ink.bad("?"), title, first.reason(), first.remedy(), ids) + hidden;
    }

    private String trouble(String sign, String title, String reason, String remedy, List<ResourceId> causes) {
        StringBuilder text = new StringBuilder("  " + sign + " " + title + "\n" + indented("      ", reason));
        if (!remedy.isEmpty()) {
            text.append(indented("      hint: ", remedy));
        }
        List<ResourceId> behind = causes.stream()
                .flatMap(cause -> waiting.getOrDefault(cause, List.of()).stream())
                .map(Decision.Blocked::id)
                .toList();
        if (!behind.isEmpty()) {
            text.append("      blocks ").append(listed(behind)).append('\n');
        }
        return text.toString();
    }

    private static String listed(List<ResourceId> ids) {
        return ids.stream().map(ResourceId::toString).collect(Collectors.joining(", "));
    }

    static String indented(String prefix, String lines) {
        return prefix + lines.replace("\n", "\n" + " ".repeat(prefix.length())) + "\n";
    }
}
