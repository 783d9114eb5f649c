package io.jbarman.facts.grant;

import io.jbarman.facts.FactQuery;
import io.jbarman.facts.grant.Grants.Grant;
import io.jbarman.pg.ServerVersion;
import io.jbarman.postgres.Row;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * EXECUTE on the functions that a backup tool calls, and who is a member of the predefined roles, as one database has
 * it. A NULL list of privileges is the built-in default (PostgreSQL: "Privileges"). Everyone may ask.
 */
public record GrantsQuery(String server, Optional<String> database) implements FactQuery.OfServer<Grants> {
    private static final String SQL = """
            SELECT 'function' AS kind,
                   p.proname || '(' || pg_catalog.oidvectortypes(p.proargtypes) || ')' AS object,
                   r.rolname AS grantee
              FROM pg_catalog.pg_proc p
              LEFT JOIN LATERAL pg_catalog.aclexplode(
                       coalesce(p.proacl, pg_catalog.acldefault('f', p.proowner))) a ON a.privilege_type = 'EXECUTE'
              LEFT JOIN pg_catalog.pg_roles r ON r.oid = a.grantee
             WHERE p.pronamespace = 'pg_catalog'::pg_catalog.regnamespace
               AND p.proname IN ('pg_backup_start', 'pg_backup_stop', 'pg_start_backup', 'pg_stop_backup',
                                 'pg_switch_wal', 'pg_create_restore_point')
            UNION ALL
            SELECT 'member', g.rolname, u.rolname
              FROM pg_catalog.pg_auth_members m
              JOIN pg_catalog.pg_roles g ON g.oid = m.roleid
              JOIN pg_catalog.pg_roles u ON u.oid = m.member
             WHERE g.rolname IN ('pg_read_all_settings', 'pg_read_all_stats', 'pg_checkpoint')%s""";

    @Override
    public String name() {
        return "grants of " + server
                + database.map(name -> ", database " + name).orElse("");
    }

    @Override
    public String sql(ServerVersion version) {
        return SQL.formatted(version.atLeast(16) ? " AND m.inherit_option" : "");
    }

    @Override
    public Grants parse(List<Row> rows) {
        Set<Grant> grants = new LinkedHashSet<>();
        Set<String> functions = new LinkedHashSet<>();
        for (Row row : rows) {
            if (row.text("kind").equals("function")) {
                functions.add(row.text("object"));
            }
            row.find("grantee").ifPresent(grantee -> grants.add(new Grant(grantee, privilege(row))));
        }
        return new Grants(grants, functions);
    }

    private static Privilege privilege(Row row) {
        String object = row.text("object");
        return row.text("kind").equals("function") ? new Privilege.Execute(object) : new Privilege.MemberOf(object);
    }
}
