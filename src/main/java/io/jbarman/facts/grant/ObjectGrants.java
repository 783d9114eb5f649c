package io.jbarman.facts.grant;

import io.jbarman.pg.GrantObject;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Objects that exist, and who may do what with them: exact, with nothing inferred from memberships. */
public record ObjectGrants(List<Obj> objects) {
    public ObjectGrants {
        objects = List.copyOf(objects);
    }

    /** What exists of what was asked about. */
    public List<Obj> of(GrantTarget target) {
        return objects.stream().filter(one -> one.matches(target)).toList();
    }

    /**
     * An object.
     *
     * @param schema empty where the kind has none
     * @param sql as it stands in GRANT, quoted; of what is still to be created, empty; of a column, its table
     * @param part of the object that it is about, quoted: a column; else empty
     */
    public record Obj(
            GrantObject kind, String schema, String name, String sql, String part, String owner, Set<Held> held) {
        public Obj {
            held = Set.copyOf(held);
        }

        boolean matches(GrantTarget target) {
            return kind == target.kind()
                    && schema.equals(target.schema())
                    && (name.equals(target.name()) || target.name().equals(GrantTarget.ALL));
        }

        /** The grants of one privilege to one grantee. */
        public List<Held> held(String grantee, String privilege) {
            return held.stream()
                    .filter(one ->
                            one.grantee().equals(grantee) && one.privilege().equals(privilege))
                    .toList();
        }

        /** For people. */
        public String describe() {
            return new GrantTarget(kind, schema, name).describe();
        }
    }

    /**
     * An item of an access control list.
     *
     * @param grantee {@code public} for all
     * @param grantor empty if that role is gone
     */
    public record Held(String grantee, String privilege, boolean grantable, Optional<String> grantor) {}
}
