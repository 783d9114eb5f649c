package io.jbarman.facts.barman;

import io.jbarman.facts.FactQuery;
import io.jbarman.transport.Account;
import io.jbarman.transport.ShellQuote;
import java.util.List;

/** Where Barman's own {@code barman cron} is scheduled while Barman is installed: each a line for people. */
public record BarmanCronQuery(String host, Account account, String config) implements FactQuery.OfHost<List<String>> {
    private static final String SCRIPT = """
            command -v barman >/dev/null 2>&1 || [ -x /usr/bin/barman ] || exit 0
            c=%s
            for f in /etc/crontab /etc/cron.d/*; do
              [ -r "$f" ] || continue
              line=$(grep -v '^[[:space:]]*#' "$f" | grep -E 'barman .*cron' | head -n 1)
              case "$line" in '') ;; *' -c '*|*' --config'*) case "$line" in *"$c"*) echo "$f";; esac ;; *) echo "$f";; esac
            done
            crontab -l 2>/dev/null | grep -v '^[[:space:]]*#' | grep -qE 'barman .*cron' && echo "the crontab of $(id -un)"
            for t in /etc/systemd/system/timers.target.wants/barman*.timer; do
              [ -e "$t" ] && echo "systemd timer $(basename "$t")"
            done
            exit 0
            """;

    @Override
    public String name() {
        return "schedule of barman cron on " + host;
    }

    @Override
    public String script() {
        return SCRIPT.formatted(ShellQuote.quote(config));
    }

    @Override
    public List<String> parse(int status, String output) {
        return output.lines().toList();
    }
}
