package io.jbarman.runtime;

import io.jbarman.archive.ArchiveHooks;
import io.jbarman.archive.ArchivedWal;
import io.jbarman.archive.WalFileName;
import io.jbarman.config.ServerConfig;
import java.nio.file.Path;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Barman's hook scripts around archiving (Barman: "Hook scripts"): {@code pre_archive_script} and
 * {@code post_archive_script} run once, {@code pre_archive_retry_script} and {@code post_archive_retry_script} until they
 * end with 0, 62 (go on without) or 63 (end the pass, before archiving; after it, as 62).
 */
final class HookScripts implements ArchiveHooks {
    private static final Logger LOG = LoggerFactory.getLogger(HookScripts.class);
    private static final int ABORT_CONTINUE = 62;
    private static final int ABORT_STOP = 63;

    private final ServerConfig server;
    private final HookRun runs;
    private final RetryPauses pauses;

    HookScripts(ServerConfig server, RetryPauses pauses) {
        this.server = server;
        this.runs = new HookRun(server);
        this.pauses = pauses;
    }

    /** A server's scripts, with Barman's pauses. */
    static HookScripts of(ServerConfig server) {
        return new HookScripts(server, RetryPauses.asBarman());
    }

    /** Whether the configuration has any. */
    static boolean any(ServerConfig server) {
        return Stream.of("pre_archive", "post_archive")
                .flatMap(phase -> Stream.of(phase + "_script", phase + "_retry_script"))
                .anyMatch(option -> server.find(option).isPresent());
    }

    /** From now on nothing is tried again. */
    void stop() {
        pauses.stop();
    }

    @Override
    public boolean before(ArchivedWal wal, Path file) {
        Map<String, String> about = about(wal, file, "");
        once("pre", about);
        return retried("pre", about) != ABORT_STOP;
    }

    @Override
    public void after(ArchivedWal wal, Optional<String> error) {
        Path place = WalFileName.parse(wal.name())
                .map(name -> server.walsDirectory().resolve(name.key()))
                .orElse(server.walsDirectory());
        Map<String, String> about = about(wal, place, error.orElse(""));
        retried("post", about);
        once("post", about);
    }

    private void once(String phase, Map<String, String> about) {
        runs.run(phase, "archive_script", false, about);
    }

    private int retried(String phase, Map<String, String> about) {
        for (int failures = 1; ; failures++) {
            int status = runs.run(phase, "archive_retry_script", true, about);
            if (status == 0 || status == ABORT_CONTINUE || status == ABORT_STOP) {
                return status;
            }
            if (pauses.isStoppedAfter(failures)) {
                LOG.warn("server '{}': stopped while {}_archive_retry_script was failing", server.name(), phase);
                return ABORT_STOP;
            }
        }
    }

    private static Map<String, String> about(ArchivedWal wal, Path file, String error) {
        Map<String, String> about = new LinkedHashMap<>();
        about.put("BARMAN_SEGMENT", wal.name());
        about.put("BARMAN_FILE", file.toString());
        about.put("BARMAN_SIZE", Long.toString(wal.size()));
        about.put("BARMAN_TIMESTAMP", timestamp(wal));
        about.put("BARMAN_COMPRESSION", wal.compression().orElse(""));
        about.put("BARMAN_ERROR", error);
        return about;
    }

    private static String timestamp(ArchivedWal wal) {
        Instant time = wal.modified();
        return String.format("%d.%09d", time.getEpochSecond(), time.getNano()).replaceFirst("0{1,8}$", "");
    }
}
