package io.jbarman.facts.software;

import io.jbarman.facts.FactQuery;
import io.jbarman.plan.Release;
import io.jbarman.transport.Account;
import io.jbarman.transport.ShellQuote;

/** Which release of jbarman a host uses, and whether it has this one whole. */
public record ReleaseQuery(String host, Release release) implements FactQuery.OfHost<ReleaseFact> {
    private static final String SCRIPT = """
            c=%s
            if [ -e "$c" ]; then readlink -f "$c"; else echo; fi
            cd %s 2>/dev/null && sha256sum -c --status - <<'SUMS' && echo whole
            %sSUMS
            exit 0
            """;

    @Override
    public String name() {
        return "jbarman of " + host;
    }

    @Override
    public Account account() {
        return Account.LOGIN;
    }

    @Override
    public String script() {
        return SCRIPT.formatted(
                ShellQuote.quote(release.home() + "/current"), ShellQuote.quote(release.directory()), release.sums());
    }

    @Override
    public ReleaseFact parse(int status, String output) {
        return new ReleaseFact(
                output.lines().findFirst().orElse("").strip(), output.lines().anyMatch("whole"::equals));
    }
}
