package io.jbarman.facts.standby;

import io.jbarman.facts.FactQuery;
import io.jbarman.transport.Account;
import io.jbarman.transport.ShellQuote;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * PostgreSQL's programs on a host, and what is in the data directory of a standby there.
 *
 * @param directory empty: wherever Debian would put {@code cluster}
 * @param programs a directory to look into before the packages' own
 */
public record StandbyHostQuery(
        String host, Account account, Optional<String> directory, String cluster, Optional<String> programs)
        implements FactQuery.OfHost<StandbyHost> {
    /** Behind a data directory's name, the file by which jbarman knows what it made. */
    public static final String MARK = ".jbarman";

    /** Those that a standby must not have lower than its primary (PostgreSQL: "Hot Standby"), and the slots that wait for it. */
    public static final List<String> AT_LEAST_AS_THE_PRIMARY = List.of(
            "max_connections",
            "max_locks_per_transaction",
            "max_prepared_transactions",
            "max_replication_slots",
            "max_wal_senders",
            "max_worker_processes");

    private static final String RECOVERY = "recovery.";
    private static final String SETTING = "setting.";

    private static final Pattern PROGRAM = Pattern.compile("(server|client)=(\\S+) .*\\(PostgreSQL\\) (\\d+).*");

    /** The files of Debian's clusters are elsewhere. */
    private static final String SCRIPT = """
            settings() {
              v=$(cat "$1/PG_VERSION" 2>/dev/null) || return
              c=/etc/postgresql/${1#/var/lib/postgresql/}/postgresql.conf
              [ -e "$c" ] || c=$1/postgresql.conf
              for b in %1$s /usr/lib/postgresql/*/bin /usr/pgsql-*/bin; do
                [ "$("$b/postgres" -V 2>/dev/null | sed 's/.*(PostgreSQL) \\([0-9]*\\).*/\\1/')" = "$v" ] || continue
                for n in %3$s; do
                  echo "setting.$n=$("$b/postgres" -C "$n" -D "$1" -c config_file="$c" 2>/dev/null)"
                done
                return
              done
            }
            for b in %1$s /usr/lib/postgresql/*/bin /usr/pgsql-*/bin; do
              [ -x "$b/postgres" ] && echo "server=$b $("$b/postgres" -V)"
              [ -x "$b/pg_basebackup" ] && echo "client=$b $("$b/pg_basebackup" -V)"
            done
            [ -x /usr/bin/pg_createcluster ] && echo debian=
            for d in %2$s; do
              [ -e "$d" ] || [ -e "$d.jbarman" ] || continue
              echo "directory=$d"
              echo "mark=$(sed -n 1p "$d.jbarman" 2>/dev/null)"
              echo "stage=$(sed -n 2p "$d.jbarman" 2>/dev/null)"
              [ -z "$(ls -A "$d" 2>/dev/null)" ] && echo empty=
              echo "label=$(sed -n 's/^LABEL: //p' "$d/backup_label" 2>/dev/null)"
              [ -e "$d/PG_VERSION" ] && echo cluster=
              echo "system=$(od -An -tu8 -N8 "$d/global/pg_control" 2>/dev/null | tr -d ' ')"
              [ -r "$d/recovery.conf" ] && sed -n 's/^[[:space:]]*\\([a-z_]*\\)[[:space:]]*=*[[:space:]]*\\(.*\\)$/recovery.\\1=\\2/p' "$d/recovery.conf"
              { [ -e "$d/standby.signal" ] || [ -e "$d/recovery.conf" ]; } && echo follows=
              [ -e "$d/postmaster.opts" ] && echo lived=
              pid=$(sed -n 1p "$d/postmaster.pid" 2>/dev/null)
              if [ -n "$pid" ] && kill -0 "$pid" 2>/dev/null; then echo running=; else settings "$d"; fi
              for p in $(grep -ls '[p]g_basebackup' /proc/[0-9]*/cmdline 2>/dev/null); do
                tr '\\0' ' ' <"$p" 2>/dev/null | grep -q -- "-D $d " && p=${p#/proc/} && echo "backup=${p%%/cmdline}"
              done
            done
            exit 0
            """;

    @Override
    public String name() {
        return "PostgreSQL's programs and the data directory of a standby on " + host;
    }

    @Override
    public String script() {
        String directories =
                directory.map(ShellQuote::quote).orElseGet(() -> "/var/lib/postgresql/*/" + ShellQuote.quote(cluster));
        return SCRIPT.formatted(
                programs.map(ShellQuote::quote).orElse(""), directories, String.join(" ", AT_LEAST_AS_THE_PRIMARY));
    }

    @Override
    public StandbyHost parse(int status, String output) {
        Map<Integer, String> servers = new LinkedHashMap<>();
        Map<Integer, String> clients = new LinkedHashMap<>();
        List<Map<String, String>> directories = new ArrayList<>();
        boolean debian = false;
        for (String line : output.lines().filter(one -> one.contains("=")).toList()) {
            Matcher program = PROGRAM.matcher(line);
            String key = line.substring(0, line.indexOf('='));
            String value = line.substring(line.indexOf('=') + 1);
            if (program.matches()) {
                (program.group(1).equals("server") ? servers : clients)
                        .putIfAbsent(Integer.valueOf(program.group(3)), program.group(2));
            } else if (key.equals("debian")) {
                debian = true;
            } else if (key.equals("directory")) {
                directories.add(new LinkedHashMap<>(Map.of(key, value)));
            } else if (!directories.isEmpty()) {
                directories.get(directories.size() - 1).put(key, value);
            }
        }
        return new StandbyHost(
                servers,
                clients,
                debian,
                directories.stream().map(StandbyHostQuery::directory).toList());
    }

    private static StandbyDirectory directory(Map<String, String> values) {
        return new StandbyDirectory(
                values.getOrDefault("directory", ""),
                text(values, "mark"),
                text(values, "stage"),
                values.containsKey("empty"),
                text(values, "label"),
                values.containsKey("cluster"),
                text(values, "system"),
                values.containsKey("follows"),
                values.containsKey("lived"),
                values.containsKey("running"),
                text(values, "backup"),
                below(RECOVERY, values),
                below(SETTING, values));
    }

    private static Map<String, String> below(String prefix, Map<String, String> values) {
        Map<String, String> parameters = new TreeMap<>();
        values.forEach((key, value) -> {
            if (key.startsWith(prefix) && key.length() > prefix.length()) {
                parameters.put(key.substring(prefix.length()), value.strip());
            }
        });
        return parameters;
    }

    private static Optional<String> text(Map<String, String> values, String key) {
        return Optional.ofNullable(values.get(key)).filter(value -> !value.isEmpty());
    }
}
