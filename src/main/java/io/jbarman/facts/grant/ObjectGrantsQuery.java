package io.jbarman.facts.grant;

import io.jbarman.facts.FactQuery;
import io.jbarman.facts.grant.ObjectGrants.Held;
import io.jbarman.facts.grant.ObjectGrants.Obj;
import io.jbarman.pg.GrantObject;
import io.jbarman.pg.ServerVersion;
import io.jbarman.postgres.Row;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Who may do what with these objects, as one database has it. A NULL list of privileges is the built-in default, which
 * {@code acldefault} tells (PostgreSQL: "Privileges"). Everyone may ask.
 */
public record ObjectGrantsQuery(String server, Optional<String> database, List<GrantTarget> targets)
        implements FactQuery.OfServer<ObjectGrants> {
    /** The letters of what ALTER DEFAULT PRIVILEGES is about; pg_default_acl has S where acldefault has s. */
    private static final String SQL = """
            WITH wanted(kind, schema, name) AS (VALUES %s),
            seen(kind, schema, name, sql, part, owner, acl) AS (
                SELECT 'DATABASE', '', d.datname::pg_catalog.text, pg_catalog.quote_ident(d.datname), '', d.datdba,
                       coalesce(d.datacl, pg_catalog.acldefault('d', d.datdba))
                  FROM pg_catalog.pg_database d
                UNION ALL
                SELECT 'SCHEMA', '', n.nspname, pg_catalog.quote_ident(n.nspname), '', n.nspowner,
                       coalesce(n.nspacl, pg_catalog.acldefault('n', n.nspowner))
                  FROM pg_catalog.pg_namespace n
                UNION ALL
                SELECT CASE c.relkind WHEN 'S' THEN 'SEQUENCE' ELSE 'TABLE' END, n.nspname, c.relname,
                       pg_catalog.quote_ident(n.nspname) || '.' || pg_catalog.quote_ident(c.relname), '', c.relowner,
                       coalesce(c.relacl, CASE c.relkind WHEN 'S' THEN pg_catalog.acldefault('s', c.relowner)
                                                         ELSE pg_catalog.acldefault('r', c.relowner) END)
                  FROM pg_catalog.pg_class c JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
                 WHERE c.relkind IN ('r', 'v', 'm', 'f', 'p', 'S') AND n.nspname IN (SELECT schema FROM wanted)
                UNION ALL
                SELECT 'FUNCTION', n.nspname, p.proname || '(' || pg_catalog.oidvectortypes(p.proargtypes) || ')',
                       pg_catalog.quote_ident(n.nspname) || '.' || pg_catalog.quote_ident(p.proname)
                       || '(' || pg_catalog.oidvectortypes(p.proargtypes) || ')', '', p.proowner,
                       coalesce(p.proacl, pg_catalog.acldefault('f', p.proowner))
                  FROM pg_catalog.pg_proc p JOIN pg_catalog.pg_namespace n ON n.oid = p.pronamespace
                 WHERE n.nspname IN (SELECT schema FROM wanted)
                UNION ALL
                SELECT 'COLUMN', n.nspname, c.relname || '.' || t.attname,
                       pg_catalog.quote_ident(n.nspname) || '.' || pg_catalog.quote_ident(c.relname),
                       pg_catalog.quote_ident(t.attname), c.relowner,
                       coalesce(t.attacl, pg_catalog.acldefault('c', c.relowner))
                  FROM pg_catalog.pg_class c JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
                  JOIN pg_catalog.pg_attribute t ON t.attrelid = c.oid AND t.attnum > 0 AND NOT t.attisdropped
                 WHERE c.relkind IN ('r', 'v', 'm', 'f', 'p')
                   AND n.nspname IN (SELECT schema FROM wanted WHERE kind = 'COLUMN')
                UNION ALL
                SELECT 'TYPE', n.nspname, t.typname,
                       pg_catalog.quote_ident(n.nspname) || '.' || pg_catalog.quote_ident(t.typname), '', t.typowner,
                       coalesce(t.typacl, pg_catalog.acldefault('T', t.typowner))
                  FROM pg_catalog.pg_type t JOIN pg_catalog.pg_namespace n ON n.oid = t.typnamespace
                  LEFT JOIN pg_catalog.pg_class c ON c.oid = t.typrelid
                 WHERE n.nspname IN (SELECT schema FROM wanted WHERE kind = 'TYPE') AND t.typtype <> 'p'
                   AND coalesce(c.relkind, 'c') = 'c' AND NOT (t.typelem <> 0 AND t.typlen = -1)
                UNION ALL
                SELECT 'LANGUAGE', '', l.lanname, pg_catalog.quote_ident(l.lanname), '', l.lanowner,
                       coalesce(l.lanacl, pg_catalog.acldefault('l', l.lanowner))
                  FROM pg_catalog.pg_language l
                UNION ALL
                SELECT 'FOREIGN_SERVER', '', f.srvname, pg_catalog.quote_ident(f.srvname), '', f.srvowner,
                       coalesce(f.srvacl, pg_catalog.acldefault('S', f.srvowner))
                  FROM pg_catalog.pg_foreign_server f
                UNION ALL
                SELECT 'FOREIGN_DATA_WRAPPER', '', f.fdwname, pg_catalog.quote_ident(f.fdwname), '', f.fdwowner,
                       coalesce(f.fdwacl, pg_catalog.acldefault('F', f.fdwowner))
                  FROM pg_catalog.pg_foreign_data_wrapper f
                UNION ALL
                SELECT k.kind, coalesce(n.nspname, ''), r.rolname, '', '', r.oid,
                       coalesce(a.defaclacl, CASE WHEN n.oid IS NULL THEN pg_catalog.acldefault(k.builtin, r.oid) END)
                  FROM (VALUES ('NEW_TABLES', 'r'::pg_catalog."char", 'r'::pg_catalog."char"),
                               ('NEW_SEQUENCES', 'S'::pg_catalog."char", 's'::pg_catalog."char"),
                               ('NEW_FUNCTIONS', 'f'::pg_catalog."char", 'f'::pg_catalog."char"),
                               ('NEW_TYPES', 'T'::pg_catalog."char", 'T'::pg_catalog."char"),
                               ('NEW_SCHEMAS', 'n'::pg_catalog."char", 'n'::pg_catalog."char"))
                       k(kind, stored, builtin)
                  JOIN wanted w ON w.kind = k.kind
                  JOIN pg_catalog.pg_roles r ON r.rolname = w.name
                  LEFT JOIN pg_catalog.pg_namespace n ON n.nspname = w.schema
                  LEFT JOIN pg_catalog.pg_default_acl a
                         ON a.defaclrole = r.oid AND a.defaclobjtype = k.stored
                        AND a.defaclnamespace = coalesce(n.oid, 0)
                 WHERE w.schema = '' OR n.oid IS NOT NULL)
            SELECT DISTINCT s.kind, s.schema, s.name, s.sql, s.part, pg_catalog.pg_get_userbyid(s.owner) AS owner,
                   CASE WHEN a.grantee = 0 THEN 'public' ELSE g.rolname END AS grantee,
                   a.privilege_type, a.is_grantable, giver.rolname AS grantor
              FROM seen s
              JOIN wanted w ON w.kind = s.kind AND w.schema = s.schema AND (w.name = s.name OR w.name = '*')
              LEFT JOIN LATERAL pg_catalog.aclexplode(s.acl) a ON true
              LEFT JOIN pg_catalog.pg_roles g ON g.oid = a.grantee
              LEFT JOIN pg_catalog.pg_roles giver ON giver.oid = a.grantor
             ORDER BY 1, 2, 3, 7, 8""";

    public ObjectGrantsQuery {
        targets = List.copyOf(targets);
    }

    @Override
    public String name() {
        return "privileges on objects of " + server
                + database.map(name -> ", database " + name).orElse("");
    }

    @Override
    public boolean sharesStatement() {
        return true;
    }

    @Override
    public String sql(ServerVersion version) {
        String row = "(?::pg_catalog.text, ?::pg_catalog.text, ?::pg_catalog.text)";
        return SQL.formatted(targets.stream().map(any -> row).collect(Collectors.joining(", ")));
    }

    @Override
    public List<String> parameters() {
        return targets.stream()
                .flatMap(one -> Stream.of(one.kind().name(), one.schema(), one.name()))
                .toList();
    }

    @Override
    public ObjectGrants parse(List<Row> rows) {
        Map<GrantTarget, List<Row>> byObject = rows.stream()
                .collect(Collectors.groupingBy(ObjectGrantsQuery::key, LinkedHashMap::new, Collectors.toList()));
        return new ObjectGrants(byObject.entrySet().stream()
                .map(one -> object(one.getKey(), one.getValue()))
                .toList());
    }

    private static GrantTarget key(Row row) {
        return new GrantTarget(GrantObject.valueOf(row.text("kind")), row.text("schema"), row.text("name"));
    }

    private static Obj object(GrantTarget key, List<Row> rows) {
        return new Obj(
                key.kind(),
                key.schema(),
                key.name(),
                rows.get(0).text("sql"),
                part(rows.get(0)),
                rows.get(0).text("owner"),
                rows.stream()
                        .flatMap(row -> row.find("grantee").map(grantee -> held(row, grantee)).stream())
                        .collect(Collectors.toUnmodifiableSet()));
    }

    /** Answers that an older jbarman recorded have none. */
    private static String part(Row row) {
        return row.columns().getOrDefault("part", Optional.empty()).orElse("");
    }

    private static Held held(Row row, String grantee) {
        return new Held(grantee, row.text("privilege_type"), row.flag("is_grantable"), row.find("grantor"));
    }
}
