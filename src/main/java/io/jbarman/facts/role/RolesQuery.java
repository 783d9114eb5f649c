package io.jbarman.facts.role;

import io.jbarman.facts.FactQuery;
import io.jbarman.pg.ServerVersion;
import io.jbarman.postgres.Row;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Which of these roles exist, and with what attributes. Everyone may ask. */
public record RolesQuery(String server, List<String> names) implements FactQuery.OfServer<Roles> {
    private static final String SQL = """
            SELECT r.rolname, r.rolsuper, r.rolcanlogin, r.rolreplication,
                   (r.rolname = current_user OR r.oid = 10) AS self,
                   (WITH RECURSIVE up(oid) AS (
                       SELECT m.roleid FROM pg_catalog.pg_auth_members m WHERE m.member = r.oid
                       UNION
                       SELECT m.roleid FROM pg_catalog.pg_auth_members m JOIN up ON m.member = up.oid)
                    SELECT pg_catalog.string_agg(g.rolname, pg_catalog.chr(10))
                      FROM up JOIN pg_catalog.pg_roles g ON g.oid = up.oid) AS member_of
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
        return SQL.formatted(RoleNames.placeholders(names));
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
                row.flag("rolsuper"),
                row.flag("rolcanlogin"),
                row.flag("rolreplication"),
                row.flag("self"),
                lines(row.find("member_of")));
    }

    private static Set<String> lines(Optional<String> text) {
        return text.stream().flatMap(all -> Arrays.stream(all.split("\n"))).collect(Collectors.toUnmodifiableSet());
    }
}
