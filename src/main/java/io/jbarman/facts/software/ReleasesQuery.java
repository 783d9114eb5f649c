package io.jbarman.facts.software;

import io.jbarman.facts.FactQuery;
import io.jbarman.transport.Account;
import io.jbarman.transport.ShellQuote;

/**
 * Whether a host has any release of jbarman, and what on it relies on that.
 *
 * @param home where they would be
 */
public record ReleasesQuery(String host, String home) implements FactQuery.OfHost<ReleasesFact> {
    private static final String SCRIPT = """
            h=%1$s
            if ls -1A "$h/releases" 2>/dev/null | grep -Eq -- '-[0-9a-f]{12}$' || [ -L "$h/current" ]; then
              echo present
            else
              echo absent
            fi
            grep -Fls -- "$h/" /etc/systemd/system/*.service /etc/crontab /etc/cron.d/* | grep -v '/jbarman\\.service$'
            exit 0
            """;

    @Override
    public String name() {
        return "releases of jbarman on " + host;
    }

    @Override
    public Account account() {
        return Account.LOGIN;
    }

    @Override
    public String script() {
        return SCRIPT.formatted(ShellQuote.quote(home));
    }

    @Override
    public ReleasesFact parse(int status, String output) {
        return new ReleasesFact(
                output.startsWith("present"), output.lines().skip(1).sorted().toList());
    }
}
