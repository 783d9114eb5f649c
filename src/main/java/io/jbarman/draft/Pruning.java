package io.jbarman.draft;

import io.jbarman.diagnostics.Diagnostic;
import io.jbarman.plan.Decision;
import io.jbarman.plan.Difference;
import io.jbarman.plan.Plan;
import io.jbarman.plan.ResourceId;
import io.jbarman.topology.Contents;
import io.jbarman.topology.ExtensionDemand;
import io.jbarman.topology.PostgresServer;
import io.jbarman.topology.RoleDemand;
import io.jbarman.topology.RuleDemand;
import io.jbarman.topology.SettingDemand;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Takes out of a draft whatever its plan would not leave as it is, so that nothing is planned in the end: what cannot be
 * said exactly is not said. Pure.
 */
public record Pruning(Draft draft, Plan plan) {
    private static final Set<String> ACTIVATION = Set.of("restart", "reload");

    private static final Set<String> KINDS =
            Set.of("setting", "role", "role-settings", "database", "extension", "slot", "hba", "restart", "reload");

    /** Whether nothing needs to be taken out. */
    public boolean isDone() {
        return offending().isEmpty();
    }

    /** The draft without it, and with a remark on each. */
    public Draft pruned() {
        PostgresServer server = draft.topology().postgres().values().iterator().next();
        Set<ResourceId> ids = offending().stream().map(Decision::id).collect(Collectors.toCollection(HashSet::new));
        boolean implied = ids.stream()
                .anyMatch(
                        id -> id.kind().equals("setting") && !server.settings().containsKey(id.name()));
        ids.addAll(waiting(server));
        PostgresServer less = without(server, ids, implied);
        List<Diagnostic> remarks = new ArrayList<>(draft.remarks());
        offending().forEach(decision -> remarks.add(remark(decision)));
        if (hasRules(ids)) {
            server.contents().hba().values().forEach(rule -> remarks.add(remark(rule)));
        }
        return new Draft(Drafts.with(draft.topology(), less), remarks);
    }

    /** The settings that the server has not taken up, as far as the plan names them; else all. */
    private Set<ResourceId> waiting(PostgresServer server) {
        Set<ResourceId> waiting = new HashSet<>();
        offending().stream().filter(one -> ACTIVATION.contains(one.id().kind())).forEach(one -> {
            if (one instanceof Decision.Change change) {
                change.differences().forEach(name -> waiting.add(setting(server, name.attribute())));
            } else {
                server.settings().keySet().forEach(name -> waiting.add(setting(server, name)));
            }
        });
        return waiting;
    }

    private static ResourceId setting(PostgresServer server, String name) {
        return new ResourceId(server.name(), "setting", name);
    }

    private List<Decision> offending() {
        return plan.decisions().stream()
                .filter(decision -> !(decision instanceof Decision.InSync))
                .filter(decision -> KINDS.contains(decision.id().kind()))
                .toList();
    }

    /** A setting that is not declared follows from the slots. */
    private static PostgresServer without(PostgresServer server, Set<ResourceId> ids, boolean slots) {
        Contents contents = server.contents();
        Map<String, SettingDemand> settings = kept(server.settings(), name -> is(ids, "setting", name));
        return Drafts.with(
                server,
                settings,
                new Contents(
                        kept(contents.roles(), name -> is(ids, "role", name) || hasOwn(contents, ids, name)),
                        contents.grants(),
                        kept(contents.databases(), name -> is(ids, "database", name)),
                        kept(contents.extensions(), name -> isIn(contents.extensions(), name, ids)),
                        kept(contents.slots(), name -> slots || is(ids, "slot", name)),
                        hasRules(ids) ? Map.of() : contents.hba()));
    }

    /** Their order is what they mean: all of them, or none; none of a file that the server has yet to read. */
    private static boolean hasRules(Set<ResourceId> ids) {
        return ids.stream().anyMatch(id -> id.name().equals("pg_hba.conf"));
    }

    private static <T> Map<String, T> kept(Map<String, T> all, Function<String, Boolean> leaves) {
        Map<String, T> kept = new LinkedHashMap<>();
        all.forEach((name, one) -> {
            if (!leaves.apply(name)) {
                kept.put(name, one);
            }
        });
        return kept;
    }

    private static boolean is(Set<ResourceId> ids, String kind, String name) {
        return ids.stream().anyMatch(id -> id.kind().equals(kind) && id.name().equals(name));
    }

    private static boolean hasOwn(Contents contents, Set<ResourceId> ids, String role) {
        RoleDemand demand = contents.roles().get(role);
        return demand != null
                && demand.databasesWithSettings().stream()
                        .anyMatch(database -> is(ids, "role-settings", role + "." + database));
    }

    private static boolean isIn(Map<String, ExtensionDemand> extensions, String name, Set<ResourceId> ids) {
        return extensions.values().stream()
                .filter(extension -> extension.name().equals(name))
                .flatMap(extension -> extension.databases().stream())
                .anyMatch(database -> is(ids, "extension", database + "." + name));
    }

    private static Diagnostic remark(Decision decision) {
        return Diagnostic.warning(
                "import-left-out", decision.id() + " could not be said as it is: " + why(decision), "");
    }

    private static Diagnostic remark(RuleDemand rule) {
        return Diagnostic.warning(
                "import-left-out",
                "pg_hba.conf, " + rule.name().replace('_', ' ') + "  "
                        + String.join(
                                " ",
                                rule.type().orElseThrow().word(),
                                String.join(",", rule.databases()),
                                String.join(",", rule.users()),
                                String.join(",", rule.sources()),
                                rule.method().orElseThrow()),
                "");
    }

    private static String why(Decision decision) {
        if (decision instanceof Decision.Change change) {
            return change.reason()
                    + change.differences().stream()
                            .map(Difference::attribute)
                            .collect(Collectors.joining(", ", " (", ")"));
        }
        if (decision instanceof Decision.Conflict conflict) {
            return conflict.summary();
        }
        if (decision instanceof Decision.Unknown unknown) {
            return unknown.reason();
        }
        return decision instanceof Decision.Blocked blocked ? "it waits for " + blocked.cause() : "it would change";
    }
}
