package io.jbarman.resource.grant;

import io.jbarman.facts.grant.GrantTarget;
import io.jbarman.facts.grant.ObjectGrants;
import io.jbarman.facts.grant.ObjectGrants.Held;
import io.jbarman.facts.grant.ObjectGrants.Obj;
import io.jbarman.facts.role.Roles;
import io.jbarman.facts.role.RolesQuery;
import io.jbarman.pg.GrantObject;
import io.jbarman.pg.ServerVersion;
import io.jbarman.topology.GrantDemand;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What privileges may be declared of before it is there, since the document makes it.
 *
 * @param query which of the roles there are
 */
public record ToCome(Set<String> databases, Set<String> roles, RolesQuery query) {
    private static final Set<GrantObject> FOR_EVERYBODY = Set.of(GrantObject.NEW_FUNCTIONS, GrantObject.NEW_TYPES);

    public ToCome {
        databases = Set.copyOf(databases);
        roles = Set.copyOf(roles);
    }

    /** A new database comes with privileges for everybody, so that what is to be revoked has to wait as well. */
    boolean isDatabase(GrantTarget target) {
        return target.kind() == GrantObject.DATABASE && databases.contains(target.name());
    }

    /** With the default privileges that roles will have which are made first (PostgreSQL: "Privileges"). */
    ObjectGrants foreseen(ObjectGrants found, List<GrantTarget> targets, Roles present, ServerVersion version) {
        List<Obj> objects = new ArrayList<>(found.objects());
        targets.stream()
                .filter(target -> target.kind().isDefault() && roles.contains(target.name()))
                .filter(target -> present.find(target.name()).isEmpty())
                .forEach(target -> objects.add(new Obj(
                        target.kind(), target.schema(), target.name(), "", "", target.name(), held(target, version))));
        return new ObjectGrants(objects);
    }

    /** In a single schema nothing is granted beforehand. */
    private static Set<Held> held(GrantTarget target, ServerVersion version) {
        if (!target.schema().isEmpty()) {
            return Set.of();
        }
        Set<Held> held = target.kind().privileges(version).stream()
                .map(privilege -> new Held(target.name(), privilege, false, Optional.of(target.name())))
                .collect(Collectors.toSet());
        if (FOR_EVERYBODY.contains(target.kind())) {
            target.kind()
                    .privileges(version)
                    .forEach(privilege ->
                            held.add(new Held(GrantDemand.PUBLIC, privilege, false, Optional.of(target.name()))));
        }
        return held;
    }
}
