package io.jbarman.resource.grant;

import io.jbarman.facts.grant.Privilege;
import io.jbarman.plan.Action;
import io.jbarman.plan.Decision;
import io.jbarman.plan.Difference;
import io.jbarman.plan.Effect;
import io.jbarman.plan.SecretText;
import io.jbarman.plan.Step;
import io.jbarman.postgres.Sql;
import io.jbarman.resource.Undoing;
import java.util.List;
import java.util.Set;

/**
 * That a role no longer has those privileges for backups which jbarman granted it.
 *
 * @param granted their descriptions
 */
public record RevokedGrantResource(GrantResource made, Set<String> granted) implements Undoing<GrantState> {
    public RevokedGrantResource {
        granted = Set.copyOf(granted);
    }

    @Override
    public Decision decide(GrantState observed) {
        List<Privilege> held = BackupPrivileges.of(observed.version()).stream()
                .filter(privilege -> granted.contains(privilege.describe()))
                .filter(privilege -> observed.grants().has(made.role(), privilege))
                .toList();
        if (held.isEmpty()) {
            return new Decision.InSync(id(), "none of what jbarman granted is left");
        }
        return new Decision.Change(
                id(),
                Action.REMOVE,
                held.stream()
                        .map(privilege -> new Difference(privilege.describe(), "granted", ""))
                        .toList(),
                Effect.NONE,
                "granted by jbarman",
                List.of(new Step.RunSql(
                        made.grants().server(),
                        made.grants().database(),
                        held.stream().map(this::revoke).map(SecretText::plain).toList(),
                        "revoke backup privileges from \"" + made.role() + "\" on "
                                + made.grants().server())));
    }

    private String revoke(Privilege privilege) {
        String from = " FROM " + Sql.identifier(made.role());
        return privilege instanceof Privilege.Execute execute
                ? "REVOKE EXECUTE ON FUNCTION pg_catalog." + execute.signature() + from
                : "REVOKE " + Sql.identifier(((Privilege.MemberOf) privilege).role()) + from;
    }
}
