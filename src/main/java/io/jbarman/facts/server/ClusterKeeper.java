package io.jbarman.facts.server;

import java.util.Arrays;
import java.util.Optional;

/**
 * A program that has the say over a server's configuration, and how it shows: Patroni by the head of the file that it
 * writes, pg_auto_failover and Pacemaker by files that they have included, CloudNativePG by its archiver, repmgr by its
 * library, or by the role and the database that it registers nodes in.
 */
public enum ClusterKeeper {
    PATRONI("Patroni"),
    CLOUDNATIVEPG("CloudNativePG"),
    PG_AUTO_FAILOVER("pg_auto_failover"),
    PACEMAKER("Pacemaker"),
    REPMGR("repmgr");

    private final String word;

    ClusterKeeper(String word) {
        this.word = word;
    }

    /** As it calls itself. */
    public String word() {
        return word;
    }

    static Optional<ClusterKeeper> of(Evidence seen) {
        return Arrays.stream(values()).filter(one -> one.isShownBy(seen)).findFirst();
    }

    private boolean isShownBy(Evidence seen) {
        return switch (this) {
            case PATRONI -> seen.head().contains("overwritten by Patroni") || seen.reads("postgresql.base.conf");
            case CLOUDNATIVEPG -> seen.archiveCommand().startsWith("/controller/manager ");
            case PG_AUTO_FAILOVER ->
                seen.reads("postgresql-auto-failover.conf") || seen.reads("postgresql-auto-failover-standby.conf");
            case PACEMAKER -> seen.reads("rep_mode.conf");
            case REPMGR -> seen.libraries().matches("(.*[, \"])?repmgr([, \"].*)?") || seen.repmgrDatabase();
        };
    }

    /**
     * What a server shows of who configures it.
     *
     * @param head how its configuration file begins
     * @param archiveCommand as it is set
     * @param libraries shared_preload_libraries
     * @param files absolute paths of the files that settings come from, each on a line
     * @param repmgrDatabase whether there are a role and a database of that name
     */
    record Evidence(String head, String archiveCommand, String libraries, String files, boolean repmgrDatabase) {
        private boolean reads(String name) {
            return files.lines().anyMatch(path -> path.endsWith("/" + name));
        }
    }
}
