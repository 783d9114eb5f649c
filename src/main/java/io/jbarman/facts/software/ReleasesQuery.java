package io.jbarman.facts.software;

import io.jbarman.facts.FactQuery;
import io.jbarman.transport.Account;
import io.jbarman.transport.ShellQuote;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Whether a host has any release of jbarman, and what on it relies on that.
 *
 * @param home where they would be
 */
public record ReleasesQuery(String host, String home) implements FactQuery.OfHost<ReleasesFact> {
    private static final String RUNTIME = "/etc/systemd/system/jbarman.service";

    private static final String SCRIPT = """
            h=%1$s
            if ls -1A "$h/releases" 2>/dev/null | grep -Eq -- '-[0-9a-f]{12}$' || [ -L "$h/current" ]; then
              echo present
            else
              echo absent
            fi
            grep -Fls -- "$h/" /etc/systemd/system/*.service /etc/crontab /etc/cron.d/*
            for p in /proc/[0-9]*; do
              a=$(tr '\\0' '\\n' 2>/dev/null <"$p/cmdline") || continue
              if printf '%%s\\n' "$a" | grep -qF -- "-Djbarman.launcher=$h/" && printf '%%s\\n' "$a" | grep -qx runtime; then
                echo "process ${p##*/}"
              fi
            done
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
        Map<Boolean, List<String>> runtimes = output.lines()
                .skip(1)
                .sorted()
                .collect(Collectors.partitioningBy(line -> line.startsWith("process ") || line.equals(RUNTIME)));
        return new ReleasesFact(
                output.startsWith("present"),
                runtimes.getOrDefault(false, List.of()),
                runtimes.getOrDefault(true, List.of()));
    }
}
