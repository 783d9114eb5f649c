package io.jbarman.engine;

import io.jbarman.plan.Postmaster;
import io.jbarman.transport.Account;
import io.jbarman.transport.Command;
import io.jbarman.transport.CommandResult;
import io.jbarman.transport.ShellQuote;
import io.jbarman.transport.Transport;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** A postmaster as seen and moved from its host. */
final class PostmasterShell {
    private static final Duration PREFLIGHT_LIMIT = Duration.ofMinutes(1);
    private static final Duration RESTART_LIMIT = Duration.ofMinutes(10);

    private final Transport host;
    private final Postmaster postmaster;

    PostmasterShell(Transport host, Postmaster postmaster) {
        this.host = host;
        this.postmaster = postmaster;
    }

    /** How the postmaster is, by its pid file (PostgreSQL: "Database File Layout") and its process. */
    enum Life {
        /** Its process is gone. */
        DEAD,
        /** It is there and works on becoming ready, by crash recovery maybe: to be waited for, never to be restarted. */
        STARTING,
        /** It says that it accepts sessions. */
        READY
    }

    Life life() throws IOException {
        String state = host.run(asServer("""
                pid=$(sed -n 1p "$d/postmaster.pid" 2>/dev/null)
                if [ -z "$pid" ] || ! kill -0 "$pid" 2>/dev/null; then echo dead; exit 0; fi
                sed -n 8p "$d/postmaster.pid"
                """)).output().strip();
        if (state.equals("dead")) {
            return Life.DEAD;
        }
        return state.equals("ready") || state.equals("standby") ? Life.READY : Life.STARTING;
    }

    /** Reads the configuration as a starting server would; the server itself is not touched. */
    CommandResult checkConfiguration() throws IOException {
        return host.run(asServer("exec \"$b/postgres\" -C max_connections -D \"$d\" -c config_file=\"$c\"\n"));
    }

    /** The first version whose {@code shared_memory_size} tells what it will ask of the system. */
    static final int TELLS_MEMORY = 15;

    /** What a starting server would take for a setting, as pg_settings would show it; empty if it could not start so far. */
    Optional<String> future(String setting) throws IOException {
        CommandResult result = host.run(asServer(
                "exec \"$b/postgres\" -C " + ShellQuote.quote(setting) + " -D \"$d\" -c config_file=\"$c\"\n"));
        return result.succeeded() ? Optional.of(result.output().stripTrailing()) : Optional.empty();
    }

    /**
     * What can be known of a start beforehand. The size of the shared memory is told only by a server that is down, so a
     * copy of the little that is read for it stands in for the data directory; telling it loads the libraries too.
     */
    private static final String PREFLIGHT = """
            v() { "$b/postgres" -C "$1" -D "$d" -c config_file="$c" 2>/dev/null; }
            echo "libraries=$(v shared_preload_libraries)"
            need=$(( $(v shared_buffers) * ($(v block_size) / 1024) / 1024 ))
            t=$(mktemp -d) || exit 0
            trap 'rm -rf "$t"' EXIT
            mkdir "$t/global" && cp "$d/PG_VERSION" "$d/postgresql.auto.conf" "$t" && cp "$d/global/pg_control" "$t/global"
            if size=$("$b/postgres" -C shared_memory_size -D "$t" -c data_directory="$t" -c config_file="$c" 2>"$t/said")
            then need=$size
            elif ! grep -q 'unrecognized configuration parameter' "$t/said"
            then echo "refused=$(grep -m 1 -E 'FATAL|ERROR' "$t/said")"
            fi
            have=$(awk '/^(MemTotal|SwapTotal):/ { sum += $2 } END { printf "%d", sum / 1024 }' /proc/meminfo 2>/dev/null)
            if [ -n "$have" ] && [ "$need" -gt "$have" ] && [ "$(cat /proc/sys/vm/overcommit_memory 2>/dev/null)" != 1 ]
            then echo "refused=it would ask for $need MB of shared memory, and the host has $have MB with swap"
            fi
            mine=$(hostname -I 2>/dev/null) || exit 0
            list=$(v listen_addresses | tr -d ' "' | tr ',' ' ')
            [ -n "$list" ] || exit 0
            for a in $list; do
              case $a in '*'|0.0.0.0|::|localhost|127.*|::1) exit 0 ;; esac
              for n in $(getent ahosts "$a" | awk '{ print $1 }'); do
                case " $mine 127.0.0.1 ::1 " in *" $n "*) exit 0 ;; esac
              done
            done
            echo "refused=listen_addresses ($list) names no address of the host ($mine)"
            """;

    CommandResult preflight() throws IOException {
        return host.run(asServer("set -f\n" + PREFLIGHT).within(PREFLIGHT_LIMIT));
    }

    /** Restarts it, or starts it if it is down. The status proves nothing: look at {@link #life}. */
    CommandResult restart() throws IOException {
        if (postmaster.unit().isPresent()) {
            return host.run(
                    Command.of("systemctl", "restart", "--", postmaster.unit().get())
                            .as(Account.ROOT)
                            .within(RESTART_LIMIT));
        }
        if (postmaster.debianCluster().isPresent()) {
            return host.run(pgCtlCluster(postmaster.debianCluster().get()));
        }
        return host.run(asServer(quotedAgain() + PG_CTL).within(RESTART_LIMIT));
    }

    /**
     * Without a log of its own the postmaster would keep our channel's streams open for ever.
     *
     * <p>{@code pg_ctl restart} would start it with the words of postmaster.opts, and a data directory or configuration
     * file named relative to the directory where somebody once stood (pg_ctl -D data start) is found from nowhere else:
     * the server would stop and stay down. So the other words are kept, and these two are given as the server knows
     * them.
     */
    private static final String PG_CTL = """
            pid=$(sed -n 1p "$d/postmaster.pid" 2>/dev/null)
            log=$(readlink "/proc/$pid/fd/2" 2>/dev/null)
            [ -f "$log" ] && [ -w "$log" ] || log=/dev/null
            words=$(sed -n '1s/^[^"]*//p' "$d/postmaster.opts")
            kept=$(printf '%s\n' "$words" | sed 's/"-D" "[^"]*"//g; s/"-c" "config_file=[^"]*"//g')
            given="-D $quoted_d $kept"
            case $words in *config_file=*) given="$given -c config_file=$quoted_c" ;; esac
            exec "$b/pg_ctl" restart -D "$d" -m fast -w -t 600 -l "$log" -o "$given" </dev/null
            """;

    /** The shell that pg_ctl gives its options to reads these words once more. */
    private String quotedAgain() {
        return "quoted_d=" + twice(postmaster.dataDirectory()) + "\nquoted_c=" + twice(postmaster.configFile()) + "\n";
    }

    private static String twice(String text) {
        return ShellQuote.quote(ShellQuote.quote(text));
    }

    private Command pgCtlCluster(String cluster) {
        List<String> versionAndName = List.of(cluster.split("/", 2));
        return Command.of("pg_ctlcluster", versionAndName.get(0), versionAndName.get(1), "restart")
                .as(Account.named(postmaster.account()))
                .within(RESTART_LIMIT);
    }

    private Command asServer(String script) {
        return Command.script("cd /\nd=" + ShellQuote.quote(postmaster.dataDirectory())
                        + "\nc=" + ShellQuote.quote(postmaster.configFile())
                        + "\nb=" + ShellQuote.quote(postmaster.binDirectory()) + "\n" + script)
                .as(Account.named(postmaster.account()));
    }
}
