package io.jbarman.facts.software;

/**
 * Whether a host has any PostgreSQL server, running or not, wherever it came from: then nothing is to be installed
 * beside it.
 */
public record PostgresQuery(String host) implements SoftwareQuery {
    private static final String SCRIPT = SoftwareFact.TOOL_SCRIPT + """
            grep -qxE 'postgres|postmaster' /proc/[0-9]*/comm 2>/dev/null && echo 'found a server that runs'
            for p in /usr/lib/postgresql/*/bin/postgres /usr/pgsql-*/bin/postgres "$(command -v postgres)"; do
              [ -x "$p" ] && echo "found $p"
            done
            exit 0
            """;

    @Override
    public String name() {
        return "PostgreSQL programs of " + host;
    }

    @Override
    public String script() {
        return SCRIPT;
    }
}
