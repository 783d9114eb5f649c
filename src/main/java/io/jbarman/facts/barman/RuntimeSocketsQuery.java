package io.jbarman.facts.barman;

import io.jbarman.facts.FactQuery;
import io.jbarman.transport.Account;
import io.jbarman.transport.ShellQuote;
import java.util.Set;
import java.util.TreeSet;

/**
 * From where a runtime is connected, so that a server's sessions can be told apart from those of another program with
 * the same name: the local ends of its TCP connections, and those of connections whose program has gone already (Linux:
 * "proc_net_tcp").
 */
public record RuntimeSocketsQuery(String host, Account account, String runDirectory)
        implements FactQuery.OfHost<Set<SocketAddress>> {
    /** State 01 is an established connection, 0A one that listens. */
    private static final String SCRIPT = """
            pid=$(sed -n 's/.*"pid"[[:space:]]*:[[:space:]]*\\([0-9][0-9]*\\).*/\\1/p' %s/runtime.json 2>/dev/null | head -n 1)
            own=
            if [ -n "$pid" ]; then
              own=$(ls -l "/proc/$pid/fd" 2>/dev/null | sed -n 's/.*socket:\\[\\([0-9]*\\)\\].*/\\1/p' | tr '\\n' ' ')
            fi
            cat /proc/net/tcp /proc/net/tcp6 2>/dev/null | awk -v own=" $own" '
              $1 ~ /^[0-9]+:$/ && (index(own, " " $10 " ") || ($4 != "01" && $4 != "0A")) { print $2 }'
            exit 0
            """;

    @Override
    public String name() {
        return "connections of the runtime of " + host;
    }

    @Override
    public String script() {
        return SCRIPT.formatted(ShellQuote.quote(runDirectory));
    }

    @Override
    public Set<SocketAddress> parse(int status, String output) {
        Set<SocketAddress> sockets = new TreeSet<>();
        output.lines().forEach(line -> sockets.add(SocketAddress.ofKernel(line.strip())));
        return Set.copyOf(sockets);
    }
}
