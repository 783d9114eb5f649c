package io.jbarman.facts.host;

import io.jbarman.facts.FactQuery;
import io.jbarman.transport.Account;
import io.jbarman.transport.ShellQuote;
import java.util.List;
import java.util.stream.Collectors;

/**
 * When a service of systemd started, and which files were written since (systemctl(1): "show"); asked by root. A file that
 * says it was written in the future tells nothing: it would be newer than every start.
 */
public record ServiceAgeQuery(String host, String service, List<String> files)
        implements FactQuery.OfHost<ServiceAgeFact> {
    /** Nanoseconds since the epoch; systemd tells microseconds since boot, /proc/uptime hundredths of a second. */
    private static final String SCRIPT = """
            [ -d /run/systemd/system ] || exit 0
            s=$(systemctl show -p ActiveState --value -- %1$s)
            m=$(systemctl show -p ActiveEnterTimestampMonotonic --value -- %1$s)
            [ "$s" = active ] && [ "${m:-0}" != 0 ] || exit 0
            echo running
            read -r up rest </proc/uptime
            now=$(date +%%s%%N)
            started=$(( now - ${up%%.*}${up#*.}0000000 + ${m}000 ))
            for f in %2$s; do
              [ -e "$f" ] || continue
              written=$(date -r "$f" +%%s%%N)
              if [ "$written" -gt "$started" ] && [ "$written" -le "$now" ]; then echo "newer $f"; fi
            done
            exit 0
            """;

    public ServiceAgeQuery {
        files = List.copyOf(files);
    }

    @Override
    public String name() {
        return "start of service " + service + " of " + host;
    }

    @Override
    public Account account() {
        return Account.ROOT;
    }

    @Override
    public String script() {
        return SCRIPT.formatted(
                ShellQuote.quote(service), files.stream().map(ShellQuote::quote).collect(Collectors.joining(" ")));
    }

    @Override
    public ServiceAgeFact parse(int status, String output) {
        return new ServiceAgeFact(
                output.startsWith("running"),
                output.lines()
                        .filter(line -> line.startsWith("newer "))
                        .map(line -> line.substring("newer ".length()))
                        .toList());
    }
}
