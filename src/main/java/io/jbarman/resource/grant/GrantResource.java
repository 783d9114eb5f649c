package io.jbarman.resource.grant;

import io.jbarman.facts.FactQuery;
import io.jbarman.facts.Facts;
import io.jbarman.facts.grant.GrantsQuery;
import io.jbarman.facts.grant.Privilege;
import io.jbarman.facts.server.IdentityQuery;
import io.jbarman.pg.ServerVersion;
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
import io.jbarman.resource.Want;
import io.jbarman.resource.Wants;
import io.jbarman.resource.role.RoleResource;
import java.util.List;
import java.util.Set;

/**
 * What a role that is no superuser needs to take backups, in the database that it connects to: privileges on functions
 * are per database. Observed exactly, granted where missing, never revoked.
 */
public record GrantResource(IdentityQuery identity, GrantsQuery grants, String role, String database)
        implements Resource<GrantState> {
    /** The kind in addresses. */
    public static final String KIND = "grant";

    /** The address of a role's grants. */
    public static ResourceId id(String server, String role) {
        return new ResourceId(server, KIND, role);
    }

    @Override
    public ResourceId id() {
        return id(grants.server(), role);
    }

    @Override
    public String demand() {
        return "backup privileges in " + database;
    }

    @Override
    public List<Want> wants() {
        Wants wants = new Wants().put("database", database);
        BackupPrivileges.byVersions().forEach((privilege, versions) -> wants.put(privilege.describe(), versions));
        return wants.list();
    }

    @Override
    public Set<ResourceId> after() {
        return Set.of(RoleResource.id(grants.server(), role));
    }

    @Override
    public Set<FactQuery<?>> needs() {
        return Set.of(identity, grants);
    }

    @Override
    public Observation<GrantState> observe(Facts facts) {
        return Observation.of(facts.get(identity))
                .then(who -> Observation.of(facts.get(grants)).map(found -> new GrantState(who.version(), found)));
    }

    @Override
    public Decision decide(GrantState observed) {
        List<Privilege> missing = BackupPrivileges.of(observed.version()).stream()
                .filter(privilege -> !observed.grants().has(role, privilege))
                .toList();
        if (missing.isEmpty()) {
            return new Decision.InSync(id(), "all privileges for backups are granted in database " + database);
        }
        return new Decision.Change(
                id(),
                Action.CREATE,
                missing.stream()
                        .map(privilege -> new Difference(privilege.describe(), "", "granted"))
                        .toList(),
                Effect.NONE,
                missing.size() + " of "
                        + BackupPrivileges.of(observed.version()).size() + " privileges are missing in database "
                        + database,
                List.of(step(missing, observed.version())));
    }

    private Step step(List<Privilege> missing, ServerVersion version) {
        return new Step.RunSql(
                grants.server(),
                grants.database(),
                missing.stream()
                        .map(privilege -> SecretText.plain(statement(privilege, version)))
                        .toList(),
                "grant backup privileges to \"" + role + "\" in database " + database + " of " + grants.server());
    }

    private String statement(Privilege privilege, ServerVersion version) {
        String grantee = Sql.identifier(role);
        if (privilege instanceof Privilege.Execute execute) {
            return "GRANT EXECUTE ON FUNCTION pg_catalog." + execute.signature() + " TO " + grantee;
        }
        Privilege.MemberOf member = (Privilege.MemberOf) privilege;
        // From 16 on a membership may be one that inherits nothing, and a plain GRANT leaves it so.
        String option = version.atLeast(16) ? " WITH INHERIT TRUE" : "";
        return "GRANT " + Sql.identifier(member.role()) + " TO " + grantee + option;
    }
}
