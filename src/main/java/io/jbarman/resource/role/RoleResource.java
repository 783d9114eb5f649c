package io.jbarman.resource.role;

import io.jbarman.facts.FactQuery;
import io.jbarman.facts.Facts;
import io.jbarman.facts.role.Role;
import io.jbarman.pg.RoleAttribute;
import io.jbarman.plan.Action;
import io.jbarman.plan.Decision;
import io.jbarman.plan.Difference;
import io.jbarman.plan.Effect;
import io.jbarman.plan.Note;
import io.jbarman.plan.ResourceId;
import io.jbarman.plan.SecretText;
import io.jbarman.plan.Step;
import io.jbarman.postgres.Sql;
import io.jbarman.resource.Observation;
import io.jbarman.resource.Resource;
import io.jbarman.resource.Want;
import io.jbarman.resource.Wants;
import io.jbarman.resource.server.ServerResource;
import io.jbarman.secret.Secret;
import io.jbarman.topology.RoleDemand;
import io.jbarman.topology.RoleDemand.Membership;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A role with its attributes, password, memberships and settings of its own (PostgreSQL: "Database Roles"). Grants are
 * another resource. SUPERUSER and LOGIN are never taken from the role that jbarman itself is logged in as.
 *
 * @param password the value behind {@code wanted.password()}; empty where secrets are not resolved
 */
public record RoleResource(RoleQueries queries, RoleDemand wanted, Optional<Secret> password)
        implements Resource<RoleState> {
    /** The kind in addresses. */
    public static final String KIND = "role";

    /** The address of a role. */
    public static ResourceId id(String server, String role) {
        return new ResourceId(server, KIND, role);
    }

    @Override
    public ResourceId id() {
        return id(queries.server(), wanted.name());
    }

    @Override
    public String demand() {
        return wanted.toString();
    }

    @Override
    public List<Want> wants() {
        Wants wants = new Wants();
        wanted.attributes().forEach((attribute, has) -> wants.put(attribute.word(), String.valueOf(has)));
        wants.put("connection limit", wanted.connectionLimit()).put("valid until", wanted.validUntil());
        wants.put("password", wanted.password().map(name -> "(secret " + name + ")"));
        wanted.memberOf().forEach((group, membership) -> wants.put("member of " + group, words(membership)));
        wanted.settings()
                .forEach(one -> wants.put("setting " + one.name(), one.value().orElse("(none)")));
        return wants.put("comment", wanted.comment()).list();
    }

    private static String words(Membership membership) {
        if (membership.absent()) {
            return "false";
        }
        StringBuilder words = new StringBuilder("true");
        membership.admin().ifPresent(is -> words.append(", admin ").append(is));
        membership.inherit().ifPresent(is -> words.append(", inherit ").append(is));
        membership.set().ifPresent(is -> words.append(", set ").append(is));
        return words.toString();
    }

    @Override
    public Set<ResourceId> after() {
        Set<ResourceId> after = new HashSet<>();
        after.add(ServerResource.id(queries.server()));
        wanted.memberOf().keySet().forEach(group -> after.add(id(queries.server(), group)));
        return after;
    }

    @Override
    public Set<FactQuery<?>> needs() {
        return queries.about(wanted);
    }

    @Override
    public Observation<RoleState> observe(Facts facts) {
        return queries.observe(wanted, password, facts);
    }

    @Override
    public List<Note> notes(RoleState observed) {
        return observed.password() == PasswordState.MATCHES_MD5
                ? List.of(new Note(
                        id(),
                        "its password is stored as an MD5 hash, which no rule with scram-sha-256 lets in",
                        "Forget it (ALTER ROLE " + Sql.identifier(wanted.name())
                                + " PASSWORD NULL) and apply: it is set as a SCRAM verifier then."))
                : List.of();
    }

    @Override
    public Decision decide(RoleState observed) {
        Optional<Refusal> refusal = refusal(observed);
        if (refusal.isPresent()) {
            return refusal.get().of(id());
        }
        List<Deviation> others = others(observed);
        Attributes attributes = new Attributes(wanted, observed.role());
        List<Difference> differences = new ArrayList<>(attributes.differences());
        passwordDifference(observed).ifPresent(differences::add);
        others.forEach(one -> differences.add(one.difference()));
        if (observed.role().isPresent() && differences.isEmpty()) {
            return new Decision.InSync(id(), inSyncReason(observed.password()));
        }
        boolean isNew = observed.role().isEmpty();
        return new Decision.Change(
                id(),
                isNew ? Action.CREATE : Action.UPDATE,
                differences,
                Effect.NONE,
                isNew ? "role does not exist" : "role differs",
                steps(observed, attributes, others));
    }

    private Optional<Refusal> refusal(RoleState observed) {
        return observed.role()
                .flatMap(this::ourselves)
                .or(() -> memberships(observed).refusal())
                .or(() -> settings(observed).refusal());
    }

    private Optional<Refusal> ourselves(Role role) {
        boolean disarms = role.self()
                && wanted.attributes().entrySet().stream()
                        .anyMatch(one -> !one.getValue() && role.is(one.getKey()) && isVital(one.getKey()));
        return disarms
                ? Optional.of(new Refusal(
                        "role " + quoted() + " is the superuser that this server is administered with",
                        "Name another role in conninfo, or declare superuser: true for it."))
                : Optional.empty();
    }

    private static boolean isVital(RoleAttribute attribute) {
        return attribute == RoleAttribute.SUPERUSER || attribute == RoleAttribute.LOGIN;
    }

    private Memberships memberships(RoleState observed) {
        return new Memberships(wanted, observed.role(), observed.version());
    }

    private OwnSettings settings(RoleState observed) {
        return new OwnSettings(wanted.name(), wanted.settings(), observed);
    }

    private List<Deviation> others(RoleState observed) {
        List<Deviation> others = new ArrayList<>(memberships(observed).deviations());
        others.addAll(settings(observed).deviations());
        wanted.comment()
                .filter(text ->
                        !text.equals(observed.role().flatMap(Role::comment).orElse("")))
                .map(text -> comment(text, observed.role()))
                .ifPresent(others::add);
        return others;
    }

    private Deviation comment(String text, Optional<Role> role) {
        String before = role.map(found -> found.comment().orElse("(none)")).orElse("");
        return new Deviation(
                new Difference("comment", before, text),
                List.of("COMMENT ON ROLE " + Sql.identifier(wanted.name()) + " IS " + Sql.literal(text)));
    }

    private Optional<Difference> passwordDifference(RoleState observed) {
        String secret = "(secret " + wanted.password().orElse("") + ")";
        if (observed.role().isEmpty()) {
            return wanted.password().map(any -> new Difference("password", "", secret));
        }
        return switch (observed.password()) {
            case ABSENT -> Optional.of(new Difference("password", "(none)", secret));
            case DIFFERS -> Optional.of(new Difference("password", "(differs)", secret));
            default -> Optional.empty();
        };
    }

    private String inSyncReason(PasswordState stored) {
        return switch (stored) {
            case MATCHES, MATCHES_MD5 -> "attributes and password are as declared";
            case UNMANAGED -> "attributes are as declared; its password is not managed";
            default -> "attributes are as declared; the stored password cannot be compared, a login will tell";
        };
    }

    private List<Step> steps(RoleState observed, Attributes attributes, List<Deviation> others) {
        boolean isNew = observed.role().isEmpty();
        List<String> statements = new ArrayList<>();
        if (isNew || !attributes.clauses().isEmpty()) {
            statements.add(
                    (isNew ? "CREATE" : "ALTER") + " ROLE " + Sql.identifier(wanted.name()) + attributes.clauses());
        }
        others.forEach(one -> statements.addAll(one.statements()));
        List<Step> steps = new ArrayList<>();
        if (!statements.isEmpty()) {
            steps.add(sql(statements, isNew ? "create role " + quoted() : "alter role " + quoted()));
        }
        passwordDifference(observed).flatMap(any -> wanted.password()).ifPresent(secret -> steps.add(set(secret)));
        return steps;
    }

    private Step set(String secret) {
        return new Step.SetPassword(
                queries.server(),
                wanted.name(),
                secret,
                "set the password of role " + quoted() + " on " + queries.server());
    }

    private Step sql(List<String> statements, String what) {
        return new Step.RunSql(
                queries.server(),
                Optional.empty(),
                statements.stream().map(SecretText::plain).toList(),
                what + " on " + queries.server());
    }

    private String quoted() {
        return '"' + wanted.name() + '"';
    }
}
