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
        Map<String, PackageDemand> packages,
        Map<String, CommandDemand> commands) {
    /** Nothing. */
    public static final HostSystem NONE = new HostSystem(Map.of(), Map.of(), Map.of(), Map.of(), Map.of());

    /** Without packages and commands. */
    public HostSystem(
            Map<String, Group> groups,
            Map<String, User> users,
            Map<String, FileDemand> files,
            Map<String, ServiceDemand> services,
            Map<String, Cron> cron) {
        this(groups, users, files, services, cron, Map.of(), Map.of());
    }

    public HostSystem {
        groups = ordered(groups);
        users = ordered(users);
        files = ordered(files);
        services = ordered(services);
        cron = ordered(cron);
        packages = ordered(packages);
        commands = ordered(commands);
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
}
