package io.jbarman.topology;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What a document declares of a host's operating system, beside what its servers and barmanhosts need of it. */
public record HostSystem(
        Map<String, Group> groups,
        Map<String, User> users,
        Map<String, FileDemand> files,
        Map<String, ServiceDemand> services,
        Map<String, Cron> cron,
        Map<String, Timer> timers,
        Map<String, PackageDemand> packages,
        Map<String, CommandDemand> commands,
        Map<String, LoginKey> authorizedKeys,
        Map<String, KnownKey> knownHosts) {
    /** Nothing. */
    public static final HostSystem NONE = new HostSystem(Map.of(), Map.of(), Map.of(), Map.of(), Map.of());

    /** Without timers, packages, commands and keys. */
    public HostSystem(
            Map<String, Group> groups,
            Map<String, User> users,
            Map<String, FileDemand> files,
            Map<String, ServiceDemand> services,
            Map<String, Cron> cron) {
        this(groups, users, files, services, cron, Map.of(), Map.of(), Map.of(), Map.of(), Map.of());
    }

    public HostSystem {
        groups = ordered(groups);
        users = ordered(users);
        files = ordered(files);
        services = ordered(services);
        cron = ordered(cron);
        timers = ordered(timers);
        packages = ordered(packages);
        commands = ordered(commands);
        authorizedKeys = ordered(authorizedKeys);
        knownHosts = ordered(knownHosts);
    }

    private static <T> Map<String, T> ordered(Map<String, T> map) {
        return Collections.unmodifiableMap(new LinkedHashMap<>(map));
    }

    /** A group of accounts. */
    public record Group(String name, Optional<Integer> gid, boolean absent) {}

    /**
     * An account; what is left out is left alone, and chosen by the host where the account is made.
     *
     * @param groups that it is to be a member of, beside others
     */
    public record User(
            String name,
            Optional<Integer> uid,
            Optional<String> group,
            List<String> groups,
            Optional<String> home,
            Optional<String> shell,
            Optional<String> comment,
            boolean absent) {
        public User {
            groups = List.copyOf(groups);
        }
    }

    /** What is to be at a path. */
    public enum PathState {
        FILE,
        DIRECTORY,
        ABSENT
    }

    /**
     * A file or a directory.
     *
     * @param mode permission bits
     * @param content of a file; without it only its owner, group and mode are seen to
     */
    public record FileDemand(
            String path,
            PathState state,
            Optional<String> owner,
            Optional<String> group,
            Optional<Integer> mode,
            Optional<String> content) {}

    /** A service of systemd; what is left out is left alone. */
    public record ServiceDemand(String name, Optional<Boolean> running, Optional<Boolean> enabled) {}

    /**
     * A line of an account's crontab.
     *
     * @param schedule five fields, or {@code @daily} and its like
     */
    public record Cron(String name, String user, String schedule, String job, boolean absent) {}

    /**
     * A timer of systemd, and what it starts.
     *
     * @param user as which account
     * @param calendar when, as systemd writes it: {@code Sun 03:00} (systemd.time(7))
     * @param argv the program's absolute path and its arguments; no shell has a part in it
     * @param persistent whether a run that was missed is made up for at boot
     * @param hardened whether what it starts is kept from gaining rights and from the system's own files
     * @param writable the only directories that it writes in; empty for all but the system's own
     */
    public record Timer(
            String name,
            String user,
            String calendar,
            List<String> argv,
            boolean persistent,
            boolean hardened,
            List<String> writable,
            boolean absent) {
        public Timer {
            argv = List.copyOf(argv);
            writable = List.copyOf(writable);
        }
    }

    /** A package of the distribution, of whatever version. */
    public record PackageDemand(String name) {}

    /**
     * A program that is run where what it does is not done yet.
     *
     * @param argv the program and its arguments; no shell has a part in it
     * @param creates a path: where something is there, it is done
     * @param removes a path: where nothing is there, it is done
     * @param unless a program that only looks: where it succeeds, it is done; empty for none
     * @param directory in which both run
     * @param account as which both run; left out, the one that logs in
     */
    public record CommandDemand(
            String name,
            List<String> argv,
            Optional<String> creates,
            Optional<String> removes,
            List<String> unless,
            Optional<String> directory,
            Optional<String> account) {
        public CommandDemand {
            argv = List.copyOf(argv);
            unless = List.copyOf(unless);
        }

        /** Whether it can be told that it is done. */
        public boolean canBeSeen() {
            return creates.isPresent() || removes.isPresent() || !unless.isEmpty();
        }
    }

    /**
     * A key that may log in as an account (OpenSSH: "sshd", AUTHORIZED_KEYS FILE FORMAT).
     *
     * @param key type, base64, and a comment that is for people
     * @param options in front of the key; left out, those of a line that is there are left alone
     * @param ownLogin whether it may be the one that jbarman itself logs in with
     */
    public record LoginKey(
            String name, String user, String key, Optional<String> options, boolean absent, boolean ownLogin) {}

    /**
     * A host key that an account trusts (OpenSSH: "sshd", SSH_KNOWN_HOSTS FILE FORMAT).
     *
     * @param host as it is called, with the port where it is not 22: {@code [db.example]:2222}
     * @param key type and base64, maybe behind the host's name; left out, all of the host's, which are to go
     */
    public record KnownKey(String name, String user, String host, Optional<String> key, boolean absent) {
        /** Type and base64. */
        public Optional<String> keyAlone() {
            return key.map(KnownKey::alone);
        }

        /** The name that stands before the key. */
        Optional<String> nameInKey() {
            return key.filter(text -> !text.equals(alone(text))).map(text -> text.substring(0, text.indexOf(' ')));
        }

        /** A host may be called as a type of keys is; all keys begin alike. */
        private static String alone(String text) {
            String[] words = text.split(" +", 2);
            return words.length < 2 || words[1].startsWith("AAAA") ? text : words[1];
        }
    }
}
