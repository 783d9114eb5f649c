package io.jbarman.facts.host;

import io.jbarman.facts.FactQuery;
import io.jbarman.transport.Account;
import java.util.Optional;

/** The crontab of an account, asked by that account (crontab(1)); empty where the host has no cron. */
public record CrontabQuery(String host, Account account) implements FactQuery.OfHost<Optional<String>> {
    private static final String YES = "cron\n";

    @Override
    public String name() {
        return "crontab of " + account + " on " + host;
    }

    @Override
    public String script() {
        return "command -v crontab >/dev/null && { echo cron; crontab -l 2>/dev/null; }; exit 0";
    }

    @Override
    public Optional<String> parse(int status, String output) {
        return output.startsWith(YES) ? Optional.of(output.substring(YES.length())) : Optional.empty();
    }
}
