package io.jbarman.facts.host;

import io.jbarman.facts.FactQuery;
import io.jbarman.transport.Account;
import java.util.Optional;

/**
 * The crontab of an account, asked by that account (crontab(1)); empty where the host has no cron. One that cannot be
 * read is not an empty one: it would be overwritten.
 */
public record CrontabQuery(String host, Account account) implements FactQuery.OfHost<CrontabFact> {
    private static final String REFUSED = "refused\n";
    private static final String YES = "cron\n";
    private static final String SCRIPT = """
            command -v crontab >/dev/null || exit 0
            if text=$(LC_ALL=C crontab -l 2>&1 && echo .); then
              echo cron
              printf '%s' "${text%.}"
              exit 0
            fi
            case $text in
            *'no crontab for'*) echo cron ;;
            *) printf 'refused\\n%s' "$text" ;;
            esac
            """;

    @Override
    public String name() {
        return "crontab of " + account + " on " + host;
    }

    @Override
    public String script() {
        return SCRIPT;
    }

    @Override
    public CrontabFact parse(int status, String output) {
        if (output.startsWith(REFUSED)) {
            return new CrontabFact(
                    true, "", Optional.of(output.substring(REFUSED.length()).strip()));
        }
        return output.startsWith(YES) ? CrontabFact.of(output.substring(YES.length())) : CrontabFact.NO_CRON;
    }
}
