package io.jbarman.facts.timer;

import io.jbarman.facts.FactQuery;
import io.jbarman.transport.Account;
import io.jbarman.transport.ShellQuote;
import java.util.List;

/**
 * How a timer stands with systemd (systemctl(1): "is-enabled", "is-active", "show").
 *
 * @param unit of the timer and of the service that it starts, without their suffixes
 */
public record TimerQuery(String host, Account account, String unit) implements FactQuery.OfHost<TimerFact> {
    private static final String SCRIPT = """
            u=%s
            if [ -d /run/systemd/system ]; then
              echo systemd
              systemctl is-enabled "$u.timer" 2>/dev/null | head -n 1
              systemctl is-active "$u.timer" 2>/dev/null | head -n 1
              systemctl show -p NeedDaemonReload "$u.timer" "$u.service" 2>/dev/null | grep -x NeedDaemonReload=yes
            fi
            exit 0
            """;

    @Override
    public String name() {
        return unit + ".timer of " + host;
    }

    @Override
    public String script() {
        return SCRIPT.formatted(ShellQuote.quote(unit));
    }

    @Override
    public TimerFact parse(int status, String output) {
        List<String> lines = output.lines().toList();
        if (!lines.contains("systemd")) {
            return TimerFact.NO_SYSTEMD;
        }
        return new TimerFact(
                true, lines.contains("enabled"), lines.contains("active"), lines.contains("NeedDaemonReload=yes"));
    }
}
