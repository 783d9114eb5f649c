package io.jbarman.facts.software;

import io.jbarman.facts.FactQuery;
import io.jbarman.transport.Account;
import io.jbarman.transport.ShellQuote;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Which versions of pg_basebackup, as the first of PostgreSQL's client programs, a host has, and which ones APT has
 * packages of: as it knows already, without its cache being made anew (apt-cache(8)).
 *
 * @param directories where else to look, absolute
 */
public record ClientQuery(String host, List<String> directories) implements FactQuery.OfHost<ClientFact> {
    private static final String SCRIPT = SoftwareFact.TOOL_SCRIPT + """
            for d in %s /usr/lib/postgresql/*/bin /usr/pgsql-*/bin; do
              [ -x "$d/pg_basebackup" ] && echo "found $("$d/pg_basebackup" --version)"
            done
            p=$(command -v pg_basebackup) && echo "found $("$p" --version)"
            apt-cache --no-generate pkgnames postgresql-client- 2>/dev/null | sed -n 's/^postgresql-client-/has /p'
            exit 0
            """;

    public ClientQuery {
        directories = List.copyOf(directories);
    }

    @Override
    public String name() {
        return "PostgreSQL client of " + host;
    }

    @Override
    public Account account() {
        return Account.LOGIN;
    }

    @Override
    public String script() {
        return SCRIPT.formatted(directories.stream().map(ShellQuote::quote).collect(Collectors.joining(" ")));
    }

    @Override
    public ClientFact parse(int status, String output) {
        return new ClientFact(
                SoftwareFact.parse(output).tool(),
                majors(output.lines().map(line -> line.replaceFirst("^found .*\\) ([0-9]+).*", "found $1")), "found "),
                majors(output.lines(), "has "));
    }

    private static List<Integer> majors(Stream<String> lines, String word) {
        return lines.filter(line -> line.matches(word + "[0-9]{2,9}"))
                .map(line -> Integer.valueOf(line.substring(word.length())))
                .distinct()
                .sorted()
                .toList();
    }
}
