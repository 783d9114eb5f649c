package io.jbarman.facts.timer;

import io.jbarman.facts.FactQuery;
import io.jbarman.transport.Account;
import io.jbarman.transport.ShellQuote;
import java.util.List;
import java.util.Optional;

/**
 * How a timer stands with systemd (systemctl(1): "is-enabled", "is-active", "show"), and what systemd
 * says of its calendar (systemd-analyze(1): "calendar").
 *
 * @param unit of the timer and of the service that it starts, without their suffixes
 * @param calendar when it is to run; empty where it goes by intervals
 */
public record TimerQuery(String host, Account account, String unit, Optional<String> calendar)
        implements FactQuery.OfHost<TimerFact> {
    private static final String ELSEWHERE = "elsewhere ";
    private static final String SCRIPT = """
            u=%1$s
            c=%2$s
            if [ -d /run/systemd/system ]; then
              echo systemd
              systemctl is-enabled "$u.timer" 2>/dev/null | head -n 1
              systemctl is-active "$u.timer" 2>/dev/null | head -n 1
              systemctl show -p NeedDaemonReload "$u.timer" "$u.service" 2>/dev/null | grep -x NeedDaemonReload=yes
              systemctl show -p FragmentPath "$u.timer" "$u.service" 2>/dev/null | sed -n 's/^FragmentPath=//p' |
                grep -v -e '^$' -e '^/etc/systemd/system/' -e '^/dev/null$' | sed -n '1s/^/elsewhere /p'
              if [ -n "$c" ] && command -v systemd-analyze >/dev/null; then
                systemd-analyze calendar -- "$c" >/dev/null 2>&1 || echo misunderstood
              fi
            fi
            exit 0
            """;

    /** One that goes by intervals. */
    public TimerQuery(String host, Account account, String unit) {
        this(host, account, unit, Optional.empty());
    }

    @Override
    public String name() {
        return unit + ".timer of " + host;
    }

    @Override
    public String script() {
        return SCRIPT.formatted(ShellQuote.quote(unit), ShellQuote.quote(calendar.orElse("")));
    }

    @Override
    public TimerFact parse(int status, String output) {
        List<String> lines = output.lines().toList();
        if (!lines.contains("systemd")) {
            return TimerFact.NO_SYSTEMD;
        }
        return new TimerFact(
                true,
                lines.contains("enabled"),
                lines.contains("active"),
                lines.contains("NeedDaemonReload=yes"),
                lines.stream()
                        .filter(line -> line.startsWith(ELSEWHERE))
                        .map(line -> line.substring(ELSEWHERE.length()))
                        .findFirst(),
                !lines.contains("misunderstood"));
    }
}
