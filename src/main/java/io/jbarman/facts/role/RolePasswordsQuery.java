package io.jbarman.facts.role;

import io.jbarman.facts.FactQuery;
import io.jbarman.pg.ServerVersion;
import io.jbarman.postgres.Row;
import io.jbarman.secret.Secret;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What the server stores of these roles' passwords; only superusers may ask. */
public record RolePasswordsQuery(String server, List<String> names) implements FactQuery.OfServer<Map<String, Secret>> {
    public RolePasswordsQuery {
        names = List.copyOf(names);
    }

    @Override
    public String name() {
        return "password verifiers of " + server;
    }

    @Override
    public boolean isConfidential() {
        return true;
    }

    @Override
    public String permittedIf() {
        return "pg_catalog.has_table_privilege('pg_catalog.pg_authid', 'SELECT')";
    }

    @Override
    public String sql(ServerVersion version) {
        return "SELECT rolname, rolpassword FROM pg_catalog.pg_authid WHERE rolpassword IS NOT NULL AND rolname IN ("
                + RoleNames.placeholders(names) + ")";
    }

    @Override
    public List<String> parameters() {
        return names;
    }

    /** By role; a role that is not in it has no password. */
    @Override
    public Map<String, Secret> parse(List<Row> rows) {
        Map<String, Secret> verifiers = new LinkedHashMap<>();
        rows.forEach(row -> verifiers.put(row.text("rolname"), Secret.of(row.text("rolpassword"))));
        return Map.copyOf(verifiers);
    }
}
