package io.jbarman.facts.postmaster;

import io.jbarman.facts.FactQuery;
import io.jbarman.transport.Account;
import io.jbarman.transport.ShellQuote;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The postmaster behind a port, found by the lock file beside its Unix socket, whose first two lines are its process id
 * and data directory (PostgreSQL: "Database File Layout"). The innermost service of its control group is its unit, if that
 * says so too (systemd: "org.freedesktop.systemd1", MainPID): a server that somebody started from a session, a timer or
 * another supervisor is in a service that is not to be restarted for it. A system unit whose main process is a wrapper of
 * the server, or none, has to say it by its name, as has each where systemd tells the account nothing (hosts without a
 * message bus): restarted by pg_ctl, it would leave its service, which may start another one.
 */
public record PostmasterQuery(String host, Account account, int port, List<String> socketDirectories)
        implements FactQuery.OfHost<PostmasterQuery.Found> {
    /** Where servers put their sockets unless told otherwise. */
    public static final List<String> USUAL_SOCKET_DIRECTORIES =
            List.of("/run/postgresql", "/var/run/postgresql", "/tmp");

    private static final Predicate<String> UNIT_BY_NAME =
            Pattern.compile("^(postgres|postgresql|pgsql)\\b").asPredicate();
    private static final Pattern DEBIAN_CLUSTER = Pattern.compile("/etc/postgresql/([^/]+)/([^/]+)(/|$)");

    private static final String SCRIPT = """
            hostname -I 2>/dev/null | sed 's/^/addresses=/'
            for d in %s; do
              f="$d/.s.PGSQL.%d.lock"
              if [ -r "$f" ]; then
                pid=$(sed -n 1p "$f"); data=$(sed -n 2p "$f")
                kill -0 "$pid" 2>/dev/null || continue
                echo "pid=$pid"; echo "data=$data"
                df -Pk "$data/pg_wal" 2>/dev/null | awk 'NR == 2 { print "room=" $4 }'
                echo "exe=$(readlink "/proc/$pid/exe" 2>/dev/null)"
                group=
                [ -d /run/systemd/system ] && group=$(grep -m 1 '\\.service' "/proc/$pid/cgroup" 2>/dev/null)
                if [ -n "$group" ]; then
                  unit=$(printf '%%s' "$group" | sed -n 's|.*/\\([^/]*\\.service\\)\\(/.*\\)\\{0,1\\}$|\\1|p')
                  case $(systemctl show -p MainPID -- "$unit" 2>/dev/null) in
                    "MainPID=$pid") echo "unit=$unit" ;;
                    *) case $group in */user@*) ;; */system.slice/*) echo "around=$unit" ;; esac ;;
                  esac
                fi
                if [ -x /usr/bin/pg_ctlcluster ]; then
                  tr '\\0' '\\n' <"/proc/$pid/cmdline" 2>/dev/null | sed -n 's/^config_file=/ctlcluster=/p'
                fi
                exit 0
              fi
            done
            """;

    public PostmasterQuery {
        socketDirectories = List.copyOf(socketDirectories);
    }

    /** What is behind the port, if anything, and the addresses of the host. */
    public record Found(Optional<PostmasterFact> postmaster, List<String> addresses) {}

    @Override
    public String name() {
        return "postmaster at port " + port + " of " + host;
    }

    @Override
    public String script() {
        return SCRIPT.formatted(ShellQuote.join(socketDirectories), port);
    }

    @Override
    public Found parse(int status, String output) {
        Map<String, List<String>> values = output.lines()
                .filter(line -> line.contains("="))
                .collect(Collectors.groupingBy(
                        line -> line.substring(0, line.indexOf('=')),
                        Collectors.mapping(line -> line.substring(line.indexOf('=') + 1), Collectors.toList())));
        List<String> addresses = values.getOrDefault("addresses", List.of()).stream()
                .flatMap(line -> Arrays.stream(line.strip().split("\\s+")))
                .filter(address -> !address.isEmpty())
                .toList();
        return new Found(postmaster(values, addresses), addresses);
    }

    private static Optional<PostmasterFact> postmaster(Map<String, List<String>> values, List<String> addresses) {
        return first(values, "exe")
                .filter(exe -> exe.startsWith("/"))
                .map(exe -> new PostmasterFact(
                        Long.parseLong(first(values, "pid").orElseThrow()),
                        first(values, "data").orElseThrow(),
                        directory(exe),
                        first(values, "unit").or(() -> first(values, "around").filter(UNIT_BY_NAME)),
                        debianCluster(values),
                        addresses,
                        first(values, "room").map(Long::parseLong).map(kilobytes -> kilobytes * 1024)));
    }

    private static Optional<String> debianCluster(Map<String, List<String>> values) {
        return first(values, "ctlcluster")
                .map(DEBIAN_CLUSTER::matcher)
                .filter(Matcher::find)
                .map(path -> path.group(1) + "/" + path.group(2));
    }

    private static Optional<String> first(Map<String, List<String>> values, String name) {
        return values.getOrDefault(name, List.of()).stream().findFirst();
    }

    /** A binary that was upgraded under the running server reads {@code /path/postgres (deleted)}. */
    private static String directory(String executable) {
        return executable.substring(0, Math.max(1, executable.lastIndexOf('/')));
    }
}
