package io.jbarman.facts.role;

import io.jbarman.facts.FactQuery;
import io.jbarman.facts.role.Role.Membership;
import io.jbarman.facts.role.Role.Tied;
import io.jbarman.facts.role.Role.Ties;
import io.jbarman.json.Json;
import io.jbarman.json.JsonValue;
import io.jbarman.json.JsonValue.JsonNull;
import io.jbarman.pg.RoleAttribute;
import io.jbarman.pg.ServerVersion;
import io.jbarman.postgres.Row;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** Which of these roles exist, with what attributes and memberships, and what hangs on them. Everyone may ask. */
public record RolesQuery(String server, List<String> names) implements FactQuery.OfServer<Roles> {
    private static final String SQL = """
            SELECT r.rolname, %s,
                   r.rolconnlimit,
                   CASE WHEN pg_catalog.isfinite(r.rolvaliduntil)
                        THEN pg_catalog.to_char(r.rolvaliduntil AT TIME ZONE 'UTC', 'YYYY-MM-DD HH24:MI:SS') || '+00'
                        ELSE r.rolvaliduntil::pg_catalog.text END AS valid_until,
                   pg_catalog.shobj_description(r.oid, 'pg_authid') AS comment,
                   (r.rolname = current_user OR r.oid = 10) AS self,
                   (WITH RECURSIVE up(oid) AS (
                       SELECT m.roleid FROM pg_catalog.pg_auth_members m WHERE m.member = r.oid
                       UNION
                       SELECT m.roleid FROM pg_catalog.pg_auth_members m JOIN up ON m.member = up.oid)
                    SELECT pg_catalog.string_agg(g.rolname, pg_catalog.chr(10))
                      FROM up JOIN pg_catalog.pg_roles g ON g.oid = up.oid) AS member_of,
                   (SELECT pg_catalog.json_agg(pg_catalog.json_build_array(
                               g.rolname, w.rolname, m.admin_option, %s) ORDER BY g.rolname, w.rolname)
                      FROM pg_catalog.pg_auth_members m
                      JOIN pg_catalog.pg_roles g ON g.oid = m.roleid
                      LEFT JOIN pg_catalog.pg_roles w ON w.oid = m.grantor
                     WHERE m.member = r.oid) AS memberships,
                   (SELECT pg_catalog.json_agg(pg_catalog.json_build_array(d.datname, t.owned, t.objects, i.datname)
                               ORDER BY d.datname, i.datname, t.owned)
                      FROM (SELECT s.dbid, s.deptype = 'o' AS owned, pg_catalog.count(*) AS objects,
                                   CASE WHEN s.classid = 'pg_catalog.pg_database'::pg_catalog.regclass THEN s.objid END AS itself
                              FROM pg_catalog.pg_shdepend s
                             WHERE s.refclassid = 'pg_catalog.pg_authid'::pg_catalog.regclass AND s.refobjid = r.oid
                             GROUP BY 1, 2, 4) t
                      LEFT JOIN pg_catalog.pg_database d ON d.oid = t.dbid
                      LEFT JOIN pg_catalog.pg_database i ON i.oid = t.itself) AS ties,
                   (SELECT pg_catalog.count(*) FROM pg_catalog.pg_stat_activity a
                     WHERE a.usesysid = r.oid) AS sessions
              FROM pg_catalog.pg_roles r
             WHERE r.rolname IN (%s)""";

    public RolesQuery {
        names = List.copyOf(names);
    }

    @Override
    public String name() {
        return "roles of " + server;
    }

    @Override
    public String sql(ServerVersion version) {
        String columns = Arrays.stream(RoleAttribute.values())
                .map(attribute -> "r." + attribute.column())
                .collect(Collectors.joining(", "));
        String options = version.atLeast(16) ? "m.inherit_option, m.set_option" : "r.rolinherit, true";
        return SQL.formatted(columns, options, RoleNames.placeholders(names));
    }

    @Override
    public List<String> parameters() {
        return names;
    }

    @Override
    public Roles parse(List<Row> rows) {
        Map<String, Role> roles = new LinkedHashMap<>();
        rows.forEach(row -> roles.put(row.text("rolname"), role(row)));
        return new Roles(roles);
    }

    private static Role role(Row row) {
        return new Role(
                row.text("rolname"),
                Arrays.stream(RoleAttribute.values())
                        .filter(attribute -> row.flag(attribute.column()))
                        .collect(Collectors.toUnmodifiableSet()),
                row.flag("self"),
                (int) row.number("rolconnlimit"),
                row.find("valid_until"),
                row.find("comment"),
                lines(row.find("member_of")),
                tuples(row.find("memberships")).stream()
                        .map(RolesQuery::membership)
                        .toList(),
                ties(row));
    }

    private static Membership membership(List<JsonValue> tuple) {
        return new Membership(
                tuple.get(0).asText(),
                text(tuple.get(1)),
                tuple.get(2).asFlag(),
                tuple.get(3).asFlag(),
                tuple.get(4).asFlag());
    }

    private static Ties ties(Row row) {
        List<List<JsonValue>> all = tuples(row.find("ties"));
        return new Ties(tied(all, owned -> owned), tied(all, owned -> !owned), (int) row.number("sessions"));
    }

    private static List<Tied> tied(List<List<JsonValue>> all, Predicate<Boolean> owned) {
        return all.stream()
                .filter(tuple -> owned.test(tuple.get(1).asFlag()))
                .map(tuple -> new Tied(
                        text(tuple.get(0)),
                        (int) tuple.get(2).asLong(),
                        // Facts that were recorded before tell no names.
                        tuple.size() > 3 ? text(tuple.get(3)) : Optional.empty()))
                .toList();
    }

    private static Optional<String> text(JsonValue value) {
        return value instanceof JsonNull ? Optional.empty() : Optional.of(value.asText());
    }

    private static List<List<JsonValue>> tuples(Optional<String> json) {
        return json.map(text -> Json.parse(text).elements().stream()
                        .map(JsonValue::elements)
                        .toList())
                .orElse(List.of());
    }

    private static Set<String> lines(Optional<String> text) {
        return text.stream().flatMap(all -> Arrays.stream(all.split("\n"))).collect(Collectors.toUnmodifiableSet());
    }
}
