package io.jbarman.resource.grant;

import io.jbarman.facts.FactQuery;
import io.jbarman.facts.Facts;
import io.jbarman.facts.grant.GrantTarget;
import io.jbarman.facts.grant.ObjectGrants;
import io.jbarman.facts.grant.ObjectGrants.Obj;
import io.jbarman.facts.grant.ObjectGrantsQuery;
import io.jbarman.facts.server.IdentityQuery;
import io.jbarman.pg.GrantObject;
import io.jbarman.pg.ServerVersion;
import io.jbarman.plan.Action;
import io.jbarman.plan.Decision;
import io.jbarman.plan.Difference;
import io.jbarman.plan.Effect;
import io.jbarman.plan.ResourceId;
import io.jbarman.plan.SecretText;
import io.jbarman.plan.Step;
import io.jbarman.resource.Observation;
import io.jbarman.resource.Resource;
import io.jbarman.resource.Want;
import io.jbarman.resource.Wants;
import io.jbarman.resource.role.RoleResource;
import io.jbarman.resource.server.ServerResource;
import io.jbarman.topology.GrantDemand;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Privileges that a document declares (PostgreSQL: "GRANT", "REVOKE", "ALTER DEFAULT PRIVILEGES"). Compared exactly, as
 * the access control list has them; granted where missing; revoked only where they are declared absent.
 *
 * @param query about all objects of the database that a document grants anything on
 * @param toCome what the document makes: what is not there of it is waited for, or foreseen
 * @param only privileges and objects, in the words of differences, that this is about; empty for all
 */
public record DeclaredGrantResource(
        ObjectGrantsQuery query, GrantDemand wanted, ToCome toCome, Optional<Set<String>> only)
        implements Resource<DeclaredGrantResource.State> {
    /** All that the document says. */
    public DeclaredGrantResource(ObjectGrantsQuery query, GrantDemand wanted, ToCome toCome) {
        this(query, wanted, toCome, Optional.empty());
    }

    /**
     * That what was granted is revoked, or the other way round.
     *
     * @param changed by privilege and object, what was so before
     */
    public Optional<Resource<?>> reversed(Map<String, String> changed) {
        String was = wanted.absent() ? "granted" : "no";
        Set<String> ours = changed.entrySet().stream()
                .filter(one -> one.getValue().equals(was))
                .map(Map.Entry::getKey)
                .collect(Collectors.toUnmodifiableSet());
        return ours.isEmpty()
                ? Optional.empty()
                : Optional.of(new DeclaredGrantResource(query, wanted.opposite(), toCome, Optional.of(ours)));
    }

    /** What is granted on a server of that version. */
    public record State(ServerVersion version, ObjectGrants grants) {}

    @Override
    public ResourceId id() {
        return GrantResource.id(query.server(), wanted.name());
    }

    @Override
    public String demand() {
        return wanted.toString();
    }

    @Override
    public List<Want> wants() {
        return new Wants()
                .put(wanted.absent() ? "revoked" : "granted", wanted.privileges())
                .put("on " + wanted.on().word(), wanted.names().isEmpty() ? List.of("(any)") : wanted.names())
                .put("database", wanted.database())
                .put("created by", wanted.createdBy())
                .put(wanted.absent() ? "from" : "to", wanted.to())
                .put("grant option", Optional.of("true").filter(any -> wanted.grantOption()))
                .put("for PostgreSQL", wanted.versions().toString())
                .list();
    }

    @Override
    public Set<ResourceId> after() {
        Set<ResourceId> after = new HashSet<>();
        after.add(ServerResource.id(query.server()));
        after.add(RoleResource.id(query.server(), wanted.to()));
        wanted.createdBy().ifPresent(role -> after.add(RoleResource.id(query.server(), role)));
        wanted.database().ifPresent(name -> after.add(new ResourceId(query.server(), "database", name)));
        if (wanted.on() == GrantObject.DATABASE) {
            wanted.names().forEach(name -> after.add(new ResourceId(query.server(), "database", name)));
        }
        return after;
    }

    @Override
    public Set<FactQuery<?>> needs() {
        return Set.of(new IdentityQuery(query.server()), query, toCome.query());
    }

    @Override
    public Observation<State> observe(Facts facts) {
        return Observation.of(facts.get(new IdentityQuery(query.server())))
                .then(who -> Observation.of(facts.get(query))
                        .then(found -> Observation.of(facts.get(toCome.query()))
                                .map(roles -> new State(
                                        who.version(),
                                        toCome.foreseen(found, targets(wanted), roles, who.version())))));
    }

    @Override
    public Decision decide(State observed) {
        if (!wanted.versions().include(observed.version().major())) {
            return new Decision.InSync(
                    id(), "is for PostgreSQL " + wanted.versions() + ", this server is " + observed.version());
        }
        Optional<GrantTarget> missing = missing(observed);
        if (missing.filter(toCome::isDatabase).isPresent()) {
            return new Decision.Unknown(
                    id(), "there is no " + missing.get().describe() + " yet", "Apply makes it, and then looks.");
        }
        Optional<String> unknown = unknown(observed);
        if (unknown.isPresent()) {
            return unknown(unknown.get());
        }
        return missing.isPresent() && !wanted.absent() ? missing(missing.get()) : decide(observed, targets(wanted));
    }

    private Optional<GrantTarget> missing(State observed) {
        return targets(wanted).stream()
                .filter(target -> !target.name().equals(GrantTarget.ALL))
                .filter(target -> observed.grants().of(target).isEmpty())
                .findFirst();
    }

    private Optional<String> unknown(State observed) {
        return wanted.privileges().stream()
                .filter(one -> !one.equals(GrantObject.ALL))
                .filter(one -> !wanted.on().privileges(observed.version()).contains(one))
                .findFirst();
    }

    /** Whether all that it lacks are objects which an extension of the database may bring. */
    boolean lacksObjects(Facts facts) {
        return observe(facts) instanceof Observation.Seen<State> seen
                && unknown(seen.state()).isEmpty()
                && missing(seen.state()).filter(GrantTarget::mayComeByExtension).isPresent();
    }

    /** What a demand is about. */
    public static List<GrantTarget> targets(GrantDemand wanted) {
        if (wanted.on().isDefault()) {
            String creator = wanted.createdBy().orElse("");
            return wanted.names().isEmpty()
                    ? List.of(new GrantTarget(wanted.on(), "", creator))
                    : wanted.names().stream()
                            .map(schema -> new GrantTarget(wanted.on(), schema, creator))
                            .toList();
        }
        return wanted.names().stream().map(name -> target(wanted.on(), name)).toList();
    }

    private static GrantTarget target(GrantObject kind, String name) {
        int dot = kind.isInSchema() ? name.indexOf('.') : -1;
        return dot < 0
                ? new GrantTarget(kind, "", name)
                : new GrantTarget(kind, name.substring(0, dot), name.substring(dot + 1));
    }

    private Decision missing(GrantTarget target) {
        return new Decision.Conflict(
                id(),
                "there is no " + target.describe()
                        + wanted.database().map(name -> " in database " + name).orElse(""),
                "Make it first, correct its name, or say for which versions the grant is (from_version, to_version).");
    }

    private Decision unknown(String privilege) {
        return new Decision.Conflict(
                id(),
                privilege + " on a " + wanted.on().word() + " is not known to this server's version",
                "Leave it out, or say from_version: 17 in a grant of its own.");
    }

    private Decision decide(State observed, List<GrantTarget> targets) {
        GrantStatements statements = new GrantStatements(wanted, observed.version());
        List<Difference> differences = new ArrayList<>();
        List<String> sql = new ArrayList<>();
        boolean anyHeld = false;
        for (Obj object : targets.stream()
                .flatMap(target -> observed.grants().of(target).stream())
                .distinct()
                .toList()) {
            List<String> wrong = statements.wrong(object).stream()
                    .filter(privilege -> only.map(some -> some.contains(what(privilege, object)))
                            .orElse(true))
                    .toList();
            anyHeld |= wrong.size() < statements.privileges().size();
            wrong.forEach(privilege -> differences.add(difference(privilege, object)));
            sql.addAll(statements.of(object, wrong));
        }
        if (differences.isEmpty()) {
            return new Decision.InSync(
                    id(), wanted.absent() ? "none of it is granted, as declared" : "all of it is granted");
        }
        Action action = anyHeld ? Action.UPDATE : Action.CREATE;
        return new Decision.Change(
                id(),
                wanted.absent() ? Action.REMOVE : action,
                differences,
                Effect.NONE,
                wanted.absent() ? "declared absent" : "declared",
                List.of(new Step.RunSql(
                        query.server(),
                        query.database(),
                        sql.stream().map(SecretText::plain).toList(),
                        (wanted.absent() ? "revoke " : "grant ") + wanted.name() + " on " + query.server())));
    }

    private static String what(String privilege, Obj object) {
        return privilege + " on " + object.describe();
    }

    private Difference difference(String privilege, Obj object) {
        String what = what(privilege, object);
        String granted = wanted.grantOption() ? "granted, with grant option" : "granted";
        if (wanted.absent()) {
            return new Difference(what, "granted", "no");
        }
        return new Difference(what, object.held(wanted.to(), privilege).isEmpty() ? "no" : "granted", granted);
    }
}
