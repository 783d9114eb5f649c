package io.jbarman.resource.role;

import io.jbarman.facts.FactQuery;
import io.jbarman.facts.Facts;
import io.jbarman.facts.role.Role;
import io.jbarman.facts.role.Role.Tied;
import io.jbarman.plan.Action;
import io.jbarman.plan.Decision;
import io.jbarman.plan.Difference;
import io.jbarman.plan.Effect;
import io.jbarman.plan.ResourceId;
import io.jbarman.plan.SecretText;
import io.jbarman.plan.Step;
import io.jbarman.postgres.Sql;
import io.jbarman.resource.Guarded;
import io.jbarman.resource.Observation;
import io.jbarman.resource.Want;
import io.jbarman.resource.Wants;
import io.jbarman.resource.server.ServerResource;
import io.jbarman.topology.RoleDemand;
import io.jbarman.topology.RoleDemand.Removal;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A role that is not to exist (PostgreSQL: "Dropping Roles"). What it owns is never dropped with it: it goes to another
 * role, and that only when the role's address was named. What it was merely granted goes with it.
 *
 * @param leaving databases that go before it, by the same run
 */
public record AbsentRoleResource(RoleQueries queries, RoleDemand wanted, Set<String> leaving, boolean isAgreed)
        implements Guarded<RoleState> {
    private static final int SECONDS = 30;

    public AbsentRoleResource {
        leaving = Set.copyOf(leaving);
    }

    /** That nobody agreed to yet, in a run by which no database goes. */
    public static AbsentRoleResource of(RoleQueries queries, RoleDemand wanted) {
        return new AbsentRoleResource(queries, wanted, Set.of(), false);
    }

    @Override
    public AbsentRoleResource along(Set<ResourceId> agreed) {
        Set<String> databases = agreed.stream()
                .filter(id -> id.owner().equals(queries.server()) && id.kind().equals("database"))
                .map(ResourceId::name)
                .collect(Collectors.toUnmodifiableSet());
        return new AbsentRoleResource(queries, wanted, databases, isAgreed);
    }

    @Override
    public AbsentRoleResource agreed() {
        return new AbsentRoleResource(queries, wanted, leaving, true);
    }

    @Override
    public ResourceId id() {
        return RoleResource.id(queries.server(), wanted.name());
    }

    @Override
    public String demand() {
        return wanted.toString();
    }

    @Override
    public List<Want> wants() {
        return new Wants()
                .put("state", "absent")
                .put("what it owns goes to", wanted.removal().flatMap(Removal::reassignTo))
                .list();
    }

    @Override
    public Set<ResourceId> after() {
        Set<ResourceId> after = new HashSet<>(Set.of(ServerResource.id(queries.server())));
        heir().ifPresent(role -> after.add(RoleResource.id(queries.server(), role)));
        leaving.forEach(database -> after.add(new ResourceId(queries.server(), "database", database)));
        return after;
    }

    private Optional<String> heir() {
        return wanted.removal().flatMap(RoleDemand.Removal::reassignTo);
    }

    @Override
    public Set<FactQuery<?>> needs() {
        return queries.about(wanted);
    }

    @Override
    public Observation<RoleState> observe(Facts facts) {
        return queries.observe(wanted, Optional.empty(), facts);
    }

    @Override
    public Decision decide(RoleState observed) {
        return observed.role()
                .map(role -> decide(role.without(leaving)))
                .orElseGet(() -> new Decision.InSync(id(), "role does not exist, as declared"));
    }

    private Decision decide(Role role) {
        if (role.self()) {
            return new Decision.Conflict(
                    id(),
                    "role " + quoted() + " is the superuser that this server is administered with",
                    "Take it out of the topology's roles.");
        }
        List<String> losses = losses(role);
        if (!losses.isEmpty() && !isAgreed) {
            return new Decision.Conflict(
                    id(),
                    "role " + quoted() + " " + String.join(" and ", losses) + ": it is not dropped by the way",
                    "Give " + OPTION + " " + id() + " to have its sessions ended and what it owns handed to "
                            + heir().orElse("the role that jbarman logs in as") + ".");
        }
        return new Decision.Change(
                id(),
                Action.REMOVE,
                differences(role),
                Effect.NONE,
                "declared absent" + (losses.isEmpty() ? "" : "; named by " + OPTION),
                steps(role));
    }

    private static List<String> losses(Role role) {
        List<String> losses = new ArrayList<>();
        if (!role.ties().owned().isEmpty()) {
            losses.add("owns " + words(role.ties().owned()));
        }
        int sessions = role.ties().sessions();
        if (sessions > 0) {
            losses.add("has " + counted(sessions, "open session"));
        }
        return losses;
    }

    private static String words(List<Tied> owned) {
        return owned.stream()
                .map(one -> one.itself().map(name -> "database " + name).orElseGet(() -> objects(one)))
                .collect(Collectors.joining(", "));
    }

    private static String objects(Tied tied) {
        return counted(tied.objects(), "object")
                + tied.database().map(database -> " in database " + database).orElse(" of the cluster");
    }

    private static String counted(int count, String what) {
        return count + " " + what + (count == 1 ? "" : "s");
    }

    private List<Difference> differences(Role role) {
        List<Difference> differences = new ArrayList<>(List.of(new Difference("role", "exists", "")));
        if (!role.ties().owned().isEmpty()) {
            differences.add(new Difference(
                    "owned by it", words(role.ties().owned()), "owned by " + heir().orElse("jbarman's role")));
        }
        return differences;
    }

    private List<Step> steps(Role role) {
        List<Step> steps = new ArrayList<>();
        String name = Sql.identifier(wanted.name());
        if (!losses(role).isEmpty()) {
            steps.addAll(endSessions(name));
        }
        String heir = heir().map(Sql::identifier).orElse("CURRENT_USER");
        List<String> release = List.of("REASSIGN OWNED BY " + name + " TO " + heir, "DROP OWNED BY " + name);
        places(role)
                .forEach(database -> steps.add(sql(
                        Optional.of(database).filter(one -> !one.isEmpty()),
                        release,
                        "hand on what role " + quoted() + " owns"
                                + (database.isEmpty() ? "" : " in database " + database))));
        steps.add(sql(Optional.empty(), List.of("DROP ROLE " + name), "drop role " + quoted()));
        return steps;
    }

    /** Databases in which something hangs on it; empty text for the cluster, if nothing else does. */
    private static Set<String> places(Role role) {
        Set<String> places = Stream.concat(role.ties().owned().stream(), role.ties().granted().stream())
                .map(one -> one.database().orElse(""))
                .collect(Collectors.toCollection(TreeSet::new));
        if (places.size() > 1) {
            places.remove("");
        }
        return places;
    }

    private List<Step> endSessions(String name) {
        String theirs = " FROM pg_catalog.pg_stat_activity WHERE usename = " + Sql.literal(wanted.name());
        return List.of(
                sql(
                        Optional.empty(),
                        List.of(
                                "ALTER ROLE " + name + " NOLOGIN",
                                "SELECT pg_catalog.pg_terminate_backend(pid)" + theirs),
                        "end the sessions of role " + quoted()),
                new Step.AwaitSql(
                        queries.server(),
                        "SELECT pg_catalog.count(*) = 0" + theirs,
                        SECONDS,
                        "wait until no session of role " + quoted() + " is left on " + queries.server()));
    }

    private Step sql(Optional<String> database, List<String> statements, String what) {
        return new Step.RunSql(
                queries.server(),
                database,
                statements.stream().map(SecretText::plain).toList(),
                what + " on " + queries.server());
    }

    private String quoted() {
        return '"' + wanted.name() + '"';
    }
}
