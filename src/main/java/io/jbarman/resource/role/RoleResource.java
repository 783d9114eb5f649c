package io.jbarman.resource.role;

import io.jbarman.facts.Fact;
import io.jbarman.facts.FactQuery;
import io.jbarman.facts.Facts;
import io.jbarman.facts.role.Role;
import io.jbarman.facts.role.RolePasswordsQuery;
import io.jbarman.facts.role.Roles;
import io.jbarman.facts.role.RolesQuery;
import io.jbarman.plan.Action;
import io.jbarman.plan.Decision;
import io.jbarman.plan.Difference;
import io.jbarman.plan.Effect;
import io.jbarman.plan.ResourceId;
import io.jbarman.plan.SecretText;
import io.jbarman.plan.Step;
import io.jbarman.postgres.Sql;
import io.jbarman.resource.Observation;
import io.jbarman.resource.Resource;
import io.jbarman.resource.server.ServerResource;
import io.jbarman.secret.Secret;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A role that logs in, with its attributes and its password (PostgreSQL: "Database Roles"). Grants are another
 * resource. SUPERUSER is never taken from the role that jbarman itself is logged in as.
 *
 * @param password the value behind {@code wanted.secret()}; empty where secrets are not resolved
 */
public record RoleResource(RolesQuery roles, RolePasswordsQuery passwords, RoleDemand wanted, Optional<Secret> password)
        implements Resource<RoleState> {
    /** The kind in addresses. */
    public static final String KIND = "role";

    /** The address of a role. */
    public static ResourceId id(String server, String role) {
        return new ResourceId(server, KIND, role);
    }

    @Override
    public ResourceId id() {
        return id(roles.server(), wanted.name());
    }

    @Override
    public String demand() {
        return wanted.toString();
    }

    @Override
    public Set<ResourceId> after() {
        return Set.of(ServerResource.id(roles.server()));
    }

    @Override
    public Set<FactQuery<?>> needs() {
        return wanted.secret().isPresent() ? Set.of(roles, passwords) : Set.of(roles);
    }

    @Override
    public Observation<RoleState> observe(Facts facts) {
        return Observation.of(facts.get(roles)).map(found -> state(found, facts));
    }

    private RoleState state(Roles found, Facts facts) {
        return new RoleState(found.find(wanted.name()), passwordState(facts));
    }

    private PasswordState passwordState(Facts facts) {
        if (wanted.secret().isEmpty()) {
            return PasswordState.UNMANAGED;
        }
        if (!(facts.get(passwords) instanceof Fact.Known<Map<String, Secret>> stored)) {
            return PasswordState.UNCHECKED;
        }
        return Optional.ofNullable(stored.value().get(wanted.name()))
                .map(this::compare)
                .orElse(PasswordState.ABSENT);
    }

    private PasswordState compare(Secret verifier) {
        return password.map(clear -> StoredPassword.compare(wanted.name(), clear, verifier))
                .orElse(PasswordState.UNCHECKED);
    }

    @Override
    public Decision decide(RoleState observed) {
        return observed.role().map(role -> alter(role, observed.password())).orElseGet(this::create);
    }

    private Decision create() {
        List<Step> steps = new ArrayList<>();
        steps.add(sql("CREATE ROLE " + Sql.identifier(wanted.name()) + " " + attributes(), "create role " + quoted()));
        steps.addAll(setPassword());
        return new Decision.Change(
                id(), Action.CREATE, differencesFromNothing(), Effect.NONE, "role does not exist", steps);
    }

    private Decision alter(Role role, PasswordState stored) {
        if (role.self() && role.superuser() && !wanted.superuser()) {
            return new Decision.Conflict(
                    id(),
                    "role " + quoted() + " is the superuser that this server is administered with",
                    "Name another role in conninfo, or declare superuser: true for it.");
        }
        List<Difference> differences = differences(role, stored);
        if (differences.isEmpty()) {
            return new Decision.InSync(id(), inSyncReason(stored));
        }
        return new Decision.Change(
                id(), Action.UPDATE, differences, Effect.NONE, "role differs", alterSteps(role, stored));
    }

    private List<Step> alterSteps(Role role, PasswordState stored) {
        List<Step> steps = new ArrayList<>();
        if (!attributeDifferences(role).isEmpty()) {
            steps.add(
                    sql("ALTER ROLE " + Sql.identifier(wanted.name()) + " " + attributes(), "alter role " + quoted()));
        }
        if (isWrong(stored)) {
            steps.addAll(setPassword());
        }
        return steps;
    }

    private List<Difference> differences(Role role, PasswordState stored) {
        List<Difference> differences = new ArrayList<>(attributeDifferences(role));
        if (isWrong(stored)) {
            differences.add(passwordDifference(stored == PasswordState.ABSENT ? "(none)" : "(differs)"));
        }
        return differences;
    }

    private List<Difference> attributeDifferences(Role role) {
        List<Difference> differences = new ArrayList<>();
        compare("login", role.login(), true).ifPresent(differences::add);
        compare("superuser", role.superuser(), wanted.superuser()).ifPresent(differences::add);
        compare("replication", role.replication(), wanted.replication()).ifPresent(differences::add);
        return differences;
    }

    private List<Difference> differencesFromNothing() {
        List<Difference> differences = new ArrayList<>();
        differences.add(new Difference("login", "", "true"));
        differences.add(new Difference("superuser", "", String.valueOf(wanted.superuser())));
        differences.add(new Difference("replication", "", String.valueOf(wanted.replication())));
        wanted.secret().ifPresent(secret -> differences.add(passwordDifference("")));
        return differences;
    }

    private static Optional<Difference> compare(String attribute, boolean before, boolean after) {
        return before == after
                ? Optional.empty()
                : Optional.of(new Difference(attribute, String.valueOf(before), String.valueOf(after)));
    }

    private Difference passwordDifference(String before) {
        return new Difference("password", before, "(secret " + wanted.secret().orElse("") + ")");
    }

    private static boolean isWrong(PasswordState stored) {
        return stored == PasswordState.DIFFERS || stored == PasswordState.ABSENT;
    }

    private String inSyncReason(PasswordState stored) {
        return switch (stored) {
            case MATCHES -> "attributes and password are as declared";
            case UNMANAGED -> "attributes are as declared; its password is not managed";
            default -> "attributes are as declared; the stored password cannot be compared, a login will tell";
        };
    }

    private String attributes() {
        return "LOGIN " + (wanted.superuser() ? "SUPERUSER" : "NOSUPERUSER") + " "
                + (wanted.replication() ? "REPLICATION" : "NOREPLICATION");
    }

    private List<Step> setPassword() {
        return wanted.secret().stream()
                .<Step>map(secret -> new Step.SetPassword(
                        roles.server(),
                        wanted.name(),
                        secret,
                        "set the password of role " + quoted() + " on " + roles.server()))
                .toList();
    }

    private Step sql(String statement, String what) {
        return new Step.RunSql(
                roles.server(), Optional.empty(), List.of(SecretText.plain(statement)), what + " on " + roles.server());
    }

    private String quoted() {
        return '"' + wanted.name() + '"';
    }
}
