package io.jbarman.resource;

import java.util.List;

/**
 * A kind of resource, for people to look up.
 *
 * @param name as in addresses
 * @param is what a resource of it is
 * @param comesFrom what in a document makes one
 * @param change how it is brought about, and what is never done
 */
public record ResourceKind(String name, String is, String comesFrom, String change) {
    private static final String BY_SSH = "archive_command by ssh, backup_method: rsync, remote_restore";

    /** Every kind that there is, in the order of a run. */
    public static final List<ResourceKind> ALL = List.of(
            kind(
                    "group",
                    "A group of accounts.",
                    "system.groups of a host",
                    "groupadd; its number is never changed, and it goes with state: absent only."),
            kind(
                    "user",
                    "An account of the operating system with groups, home and shell.",
                    "system.users of a host",
                    "useradd, usermod; number and password are never changed, and files stay when it goes."),
            kind(
                    "copy",
                    "A file with the content that the document says.",
                    "content of system.files of a host",
                    "Replaced at once; what was there before the first time is kept beside it."),
            kind(
                    "service",
                    "Whether a service runs and starts at boot.",
                    "system.services of a host",
                    "systemctl start, stop, enable, disable; without systemd, its init script and update-rc.d."),
            kind(
                    "command",
                    "A program of the document's, whose work is done or not.",
                    "system.commands of a host, command of a task",
                    "Run where creates, removes or unless say that it is not done."),
            kind(
                    "handler",
                    "What is done once something that notifies it has changed.",
                    "handlers of a play",
                    "Run after the play's tasks; what cannot be seen to be needed is noted on the host before."),
            kind(
                    "package",
                    "Software of the operating system that must be there.",
                    "a host whose server or runtime needs it, runtime.client of a barmanhost; system.packages of a host",
                    "Installed by the host's package manager; never removed."),
            kind(
                    "account",
                    "An account of the operating system.",
                    "barman.*.user",
                    "Made with a home of its own; never changed, never removed."),
            kind(
                    "directory",
                    "A directory with an owner and a mode.",
                    "home, config_directory and their like of a barmanhost",
                    "Made, or given its owner and mode; what is in it is left alone."),
            kind(
                    "file",
                    "A file whose whole content jbarman has the say over; or owner and mode of a path.",
                    "the configuration of a barmanhost; system.files of a host without content",
                    "Replaced at once; chown, chmod, mkdir. A directory goes only when nothing is in it."),
            kind(
                    "launcher",
                    "The program that starts jbarman on a barmanhost.",
                    "runtime.launcher of a barmanhost on this machine",
                    "Only looked at."),
            kind(
                    "release",
                    "jbarman itself on a remote barmanhost.",
                    "a barmanhost that is reached by ssh",
                    "Put into a directory of its own, checked, then switched to."),
            kind(
                    "java",
                    "The Java that runs jbarman on a remote barmanhost, where a document names it.",
                    "runtime.java of a barmanhost",
                    "The launcher there is told of it; never installed."),
            kind(
                    "server",
                    "A PostgreSQL server that answers, of the version that the document pins.",
                    "postgres.*",
                    "Only looked at."),
            kind(
                    "role",
                    "A role of a server: attributes, memberships, password by verifier.",
                    "roles of a server; conninfo and streaming_conninfo of an archived server, replication of a server",
                    "CREATE ROLE, ALTER ROLE; passwords travel as verifiers. Dropped with state: absent only."),
            kind(
                    "role-settings",
                    "Settings that a role has in one database.",
                    "roles of a server",
                    "ALTER ROLE ... IN DATABASE."),
            kind(
                    "database",
                    "A database with owner, encoding and locale.",
                    "databases of a server",
                    "CREATE DATABASE, ALTER DATABASE; encoding and locale never. Dropped with state: absent only."),
            kind(
                    "extension",
                    "An extension in a database.",
                    "extensions of a server",
                    "CREATE EXTENSION; dropped with state: absent only, and never with CASCADE."),
            kind(
                    "grant",
                    "What a role may do.",
                    "grants of a server; conninfo of an archived server, unless superuser: true",
                    "GRANT, of what is missing only; revoked with state: absent only."),
            kind(
                    "hba",
                    "The rules of pg_hba.conf that let roles of the topology in.",
                    "barmanhosts and standbys of a server, hba of a server",
                    "Lines are inserted, tried, and taken back if they let nobody in."),
            kind(
                    "setting",
                    "A setting, as the configuration files of a server have it.",
                    "settings of a server, and what streaming and archiving need",
                    "ALTER SYSTEM; a floor is raised, never lowered."),
            kind(
                    "reload",
                    "Whether a running server has taken its configuration files.",
                    "settings and rules of a server",
                    "pg_reload_conf(), where something waits for it."),
            kind(
                    "restart",
                    "Whether a running server has what only a restart brings.",
                    "settings of a server, by its restart policy",
                    "A restart after a checkpoint; before it is looked at whether the server would start again."),
            kind(
                    "slot",
                    "A physical replication slot.",
                    "slots of a server, slot_name of an archived server, slot of a standby",
                    "Made; dropped with state: absent only."),
            kind(
                    "standby",
                    "The data directory of a standby.",
                    "standbys of a server",
                    "Made by a base backup where there is none; one that is there is left alone."),
            kind(
                    "passfile",
                    "Lines of a password file.",
                    "password of a conninfo, streaming_conninfo or replication",
                    "Its own lines only, mode 0600 from the first byte."),
            kind(
                    "ssh_key",
                    "The key of an account, of its own.",
                    BY_SSH,
                    "Made where there is none; the private half never leaves its host."),
            kind(
                    "authorized_key",
                    "A key that may log in; one that archives, to run one command only.",
                    BY_SSH + "; system.authorized_keys of a host",
                    "Its own line only."),
            kind(
                    "known_host",
                    "Host keys that an account trusts.",
                    BY_SSH + "; system.known_hosts of a host",
                    "Its own lines only, read over the session that is trusted already; or as the document says."),
            kind(
                    "selinux",
                    "That SELinux, where it is on, lets ssh through.",
                    BY_SSH,
                    "Labels an account's .ssh; lets the archiver call ssh."),
            kind("script", "A script that jbarman puts on a host.", "archive_command", "Replaced at once."),
            kind(
                    "check",
                    "A proof that something works from where it has to: login, streaming, ssh, archiving, WAL that arrives.",
                    "archive_command; servers of a barmanhost with a runtime",
                    "Run on that host, as that account; changes nothing, but for closing a WAL segment."),
            kind(
                    "runtime",
                    "The resident process of a barmanhost.",
                    "barman.*",
                    "Started, reloaded, or restarted where its configuration is new."),
            kind(
                    "cron",
                    "A line of an account's crontab; or Barman's own, which would work beside the runtime.",
                    "system.cron of a host; barman.*",
                    "Its own line only; Barman's is only looked at."),
            kind(
                    "timer",
                    "A systemd timer with the service that it starts; the one that looks for drift among them.",
                    "system.timers of a host; drift.timer",
                    "Its unit files, enabled and started; removed with state: absent, or when drift.timer is taken out."));

    private static ResourceKind kind(String name, String is, String comesFrom, String change) {
        return new ResourceKind(name, is, comesFrom, change);
    }
}
