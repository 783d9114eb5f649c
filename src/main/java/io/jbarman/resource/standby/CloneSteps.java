package io.jbarman.resource.standby;

import io.jbarman.facts.standby.StandbyHostQuery;
import io.jbarman.plan.Difference;
import io.jbarman.plan.SecretText;
import io.jbarman.plan.Step;
import io.jbarman.postgres.Sql;
import io.jbarman.resource.setting.SettingResource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** The way from nothing to a standby that streams. Pure. */
record CloneSteps(StandbyPlace place, StandbyState state, String programs, String client, String mark) {
    /** What a server shows of archive_command while archive_mode is off. */
    private static final String HIDDEN = "(disabled)";

    private static final String ALL = "*";
    private static final Set<String> EVERYWHERE = Set.of(ALL, "0.0.0.0", "::", "localhost");
    private static final Pattern SEPARATORS = Pattern.compile("[, ]+");
    private static final int STREAMS_WITHIN = 120;
    private static final int RECOVERY_CONF_UNTIL = 11;

    /** As {@link Lying} has it, but for the system. */
    private static final String OURS = """
            set -e
            ours() {
              [ "$(sed -n 1p "$1.jbarman" 2>/dev/null)" = "$2" ] || return 1
              label=$(sed -n 's/^LABEL: //p' "$1/backup_label" 2>/dev/null)
              [ "$label" != "$2" ] || return 0
              [ -z "$label" ] || return 1
              [ "$(sed -n 2p "$1.jbarman")" = creating ] || [ ! -e "$1/PG_VERSION" ]
            }
            """;

    private static final String ROOM = OURS + """
            [ -d "$1" ] || mkdir -p "$1"
            ours "$2" "$3" || [ -z "$(ls -A "$2" 2>/dev/null)" ] ||
              { echo "$2 is not empty any more: plan again" >&2; exit 1; }
            """;
    /** What the plan went by, once more: between it and this step anybody may have started a server there. */
    private static final String FRESH = OURS + """
            no() { echo "$1" >&2; exit 1; }
            ours "$1" "$2" || no "$1 is not marked, or holds what jbarman did not put there: plan again"
            [ ! -e "$1/postmaster.opts" ] || no "a server was started in $1: plan again"
            system=$(od -An -tu8 -N8 "$1/global/pg_control" 2>/dev/null | tr -d ' ')
            [ -z "$system" ] || [ "$system" = "$3" ] || [ "$(sed -n 2p "$1.jbarman")" = creating ] ||
              no "$1 holds a cluster of another system ($system): plan again"
            """;

    /** What is left of one that was killed is still known as ours: without PG_VERSION it is no cluster. */
    private static final String PREPARE = FRESH + """
            pid=$(sed -n 1p "$1/postmaster.pid" 2>/dev/null || :)
            if [ -n "$pid" ] && kill -0 "$pid" 2>/dev/null; then echo "a server runs in $1" >&2; exit 1; fi
            [ -d "$1" ] || ( umask 077; mkdir -p "$1" )
            chmod 0700 "$1"
            rm -f "$1/PG_VERSION"
            find "$1" -mindepth 1 -delete
            """;

    private static final String CLUSTER = """
            [ -d "/etc/postgresql/$1/$2" ] || exec pg_createcluster "$1" "$2" -d "$3" -p "$4"
            """;
    /** A base backup of a server whose files are elsewhere brings none. */
    private static final String FILES = """
            umask 077
            for f in postgresql.conf pg_ident.conf; do [ -e "$1/$f" ] || : >"$1/$f"; done
            """;

    private static final String START = """
            exec "$1/pg_ctl" start -W -s -D "$2" -l "$2.log" </dev/null
            """;

    private int major() {
        return state.primary().major();
    }

    private String directory() {
        return place.path(major());
    }

    private boolean debian() {
        return state.host().debian() && place.isDebians(major());
    }

    List<Step> all() {
        List<Step> steps = new ArrayList<>();
        steps.add(shell(place.account(), ROOM, "make room for " + directory(), parent(), directory(), mark));
        if (debian()) {
            steps.add(marked(Lying.CREATING));
            steps.add(shell(
                    "root",
                    CLUSTER,
                    "create Debian's cluster " + major() + "/" + place.cluster(),
                    Integer.toString(major()),
                    place.cluster(),
                    directory(),
                    Integer.toString(place.port())));
        }
        if (!debian()) {
            steps.add(marked(Lying.CLONING));
        }
        steps.add(fresh(PREPARE, "empty " + directory() + ", which is marked"));
        if (debian()) {
            steps.add(marked(Lying.CLONING));
        }
        steps.add(new Step.TakeBaseBackup(
                place.host(),
                place.account(),
                List.of(
                        client + "/pg_basebackup",
                        "-D",
                        directory(),
                        "-d",
                        place.conninfo(),
                        "-X",
                        "stream",
                        "-S",
                        place.slot(),
                        "-c",
                        "fast",
                        "-l",
                        mark,
                        "--no-password"),
                "take a base backup of " + place.primary() + " into " + directory()));
        steps.add(marked(Lying.CLONED));
        steps.addAll(afterBackup());
        return steps;
    }

    /** What is left to do once there is a base backup that no server was started in. */
    List<Step> afterCheck() {
        List<Step> steps = new ArrayList<>();
        steps.add(fresh(FRESH, "see that no server was started in " + directory() + " since its base backup"));
        steps.addAll(afterBackup());
        return steps;
    }

    /** Each may be done again. */
    private List<Step> afterBackup() {
        List<Step> steps = new ArrayList<>();
        if (debian()) {
            steps.add(rules("/etc/postgresql/" + major() + "/" + place.cluster() + "/pg_hba.conf"));
        } else if (!filesTravel()) {
            steps.add(shell(place.account(), FILES, "make the configuration files of " + place.name(), directory()));
            steps.add(rules(directory() + "/pg_hba.conf"));
        }
        settings().forEach((name, value) -> steps.add(set(name, value)));
        steps.add(signal());
        steps.addAll(start());
        return steps;
    }

    /** All that is done to one that is merely down. */
    List<Step> startWith(List<TooLow> raised) {
        List<Step> steps = new ArrayList<>();
        raised.forEach(one -> steps.add(set(one.name(), Long.toString(one.needed()))));
        steps.addAll(start());
        return steps;
    }

    private Step set(String name, String value) {
        return new Step.SetConfigLine(
                place.host(),
                place.account(),
                directory() + "/postgresql.auto.conf",
                name,
                value,
                "set " + name + " = " + (value.isEmpty() ? "''" : value) + " of " + place.name());
    }

    private List<Step> start() {
        Step start = debian()
                ? new Step.RunCommand(
                        place.host(),
                        "root",
                        List.of("pg_ctlcluster", Integer.toString(major()), place.cluster(), "start"),
                        "start " + place.name())
                : shell(place.account(), START, "start " + place.name(), programs, directory());
        return List.of(
                start,
                new Step.AwaitSql(
                        place.primary(),
                        "SELECT count(*) > 0 AS streams FROM pg_catalog.pg_stat_replication WHERE state = 'streaming'"
                                + " AND application_name = " + Sql.literal(place.name()),
                        STREAMS_WITHIN,
                        "wait until " + place.name() + " streams from " + place.primary() + " (its own log is in "
                                + (debian() ? "/var/log/postgresql" : directory() + ".log") + ")"));
    }

    /** Whether the primary has its files in its data directory, from where a base backup takes them along. */
    private boolean filesTravel() {
        String data = state.settings().value("data_directory").orElse("");
        return state.settings()
                .value("config_file")
                .filter(file -> file.startsWith(data + "/"))
                .isPresent();
    }

    /**
     * What the base backup brought of the primary's is the primary's: these are the standby's own. Whom commits wait for
     * is a matter of the primary's alone: with that list of its own a promoted standby would wait for itself.
     */
    private Map<String, String> settings() {
        Map<String, String> settings = new LinkedHashMap<>();
        if (!debian()) {
            settings.put("port", Integer.toString(place.port()));
        }
        place.socketDirectory().ifPresent(path -> settings.put("unix_socket_directories", path));
        settings.put("listen_addresses", listenAddresses());
        settings.put("hot_standby", "on");
        settings.put(SettingResource.SYNCHRONOUS, "");
        place.shared()
                .forEach(name -> state.settings()
                        .value(name)
                        .filter(value -> !value.equals(HIDDEN))
                        .ifPresent(value -> settings.put(name, value)));
        if (major() > RECOVERY_CONF_UNTIL) {
            settings.put("primary_conninfo", place.conninfo());
            settings.put("primary_slot_name", place.slot());
        }
        return settings;
    }

    /** An address of the primary's is none of this host's. */
    private String listenAddresses() {
        return state.settings()
                .value("listen_addresses")
                .filter(list -> !isOfOneHost(list))
                .orElse(ALL);
    }

    /** What a standby listens to that its primary does not, which a plan tells. */
    Optional<Difference> listens() {
        return state.settings()
                .value("listen_addresses")
                .filter(CloneSteps::isOfOneHost)
                .map(list -> new Difference("listen_addresses", list + " of " + place.primary(), ALL));
    }

    private static boolean isOfOneHost(String list) {
        return !SEPARATORS.splitAsStream(list).allMatch(one -> EVERYWHERE.contains(one) || one.startsWith("127."));
    }

    private Step signal() {
        if (major() > RECOVERY_CONF_UNTIL) {
            return write(directory() + "/standby.signal", "", "make " + place.name() + " follow (standby.signal)");
        }
        return write(
                directory() + "/recovery.conf",
                new RecoveryConf(place).text(),
                "make " + place.name() + " follow (recovery.conf)");
    }

    private Step rules(String path) {
        return write(path, state.rules().text(), "give " + place.name() + " the rules of " + place.primary());
    }

    private Step marked(String stage) {
        return write(
                directory() + StandbyHostQuery.MARK,
                mark + "\n" + stage + "\n",
                "note beside " + directory() + ": " + stage);
    }

    private Step fresh(String script, String describe) {
        return shell(
                place.account(),
                script,
                describe,
                directory(),
                mark,
                state.primary().identifier());
    }

    private Step write(String path, String text, String describe) {
        return new Step.WriteFile(
                place.host(), place.account(), path, SecretText.plain(text), 0600, Optional.empty(), describe);
    }

    private Step shell(String account, String script, String describe, String... arguments) {
        List<String> words = new ArrayList<>(List.of("sh", "-c", script, "sh"));
        words.addAll(List.of(arguments));
        return new Step.RunCommand(place.host(), account, words, describe);
    }

    private String parent() {
        return directory().substring(0, Math.max(1, directory().lastIndexOf('/')));
    }
}
