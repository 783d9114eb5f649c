package io.jbarman.runtime;

import io.jbarman.config.ServerConfig;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/** What a change of a server's options touches, so that a reload drops no stream that need not be dropped. Pure. */
final class ReloadScope {
    /** Options that are only read when something is asked or checked. */
    private static final Set<String> LOOKED_UP = Set.of(
            "description",
            "check_timeout",
            "last_wal_maximum_age",
            "last_backup_maximum_age",
            "last_backup_minimum_size",
            "max_incoming_wals_queue",
            "minimum_redundancy",
            "retention_policy",
            "retention_policy_mode",
            "wal_retention_policy",
            "backup_method",
            "backup_options",
            "parallel_jobs",
            "recovery_options");

    /** Options that only the archiver reads. */
    private static final Set<String> ARCHIVER = Set.of(
            "archiver",
            "compression",
            "compression_level",
            "archiver_batch_size",
            "streaming_archiver_batch_size",
            "incoming_wals_directory",
            "pre_archive_script",
            "pre_archive_retry_script",
            "post_archive_script",
            "post_archive_retry_script");

    private ReloadScope() {}

    /** Whether the receiver has to begin anew. An option of which nothing is known counts. */
    static boolean touchesReceiver(ServerConfig before, ServerConfig after) {
        return !without(ARCHIVER, before).equals(without(ARCHIVER, after));
    }

    /** Whether the archiver has to begin anew. */
    static boolean touchesArchiver(ServerConfig before, ServerConfig after) {
        return !without(Set.of(), before).equals(without(Set.of(), after));
    }

    /** Whether anything that is at work has to begin anew. */
    static boolean touches(ServerConfig before, ServerConfig after) {
        return before.isBroken() != after.isBroken()
                || before.active() != after.active()
                || touchesArchiver(before, after);
    }

    private static Map<String, String> without(Set<String> options, ServerConfig server) {
        Map<String, String> left = new HashMap<>(server.values());
        left.keySet().removeAll(LOOKED_UP);
        left.keySet().removeAll(options);
        left.put("lock directory", server.global().lockDirectory().toString());
        return left;
    }
}
