package io.jbarman.runtime;

import io.jbarman.archive.SyncedDirectories;
import io.jbarman.config.GlobalConfig;
import io.jbarman.diagnostics.Diagnostic;
import io.jbarman.diagnostics.ProblemException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/** Where a runtime can be found: its record, its socket, its lock, and what it said before its log was open. */
public record RunDirectory(Path path) {
    /** What {@code sun_path} holds, less its final NUL (unix(7)). */
    private static final int LONGEST_SOCKET = 107;

    /** The run directory of a configuration. */
    public static RunDirectory of(GlobalConfig global) {
        return new RunDirectory(global.runDirectory().toAbsolutePath());
    }

    /**
     * Makes it, for its owner alone.
     *
     * @throws ProblemException if a socket in it would have too long a name, or it cannot be made
     */
    public void create() {
        int length = socket().toString().getBytes(StandardCharsets.UTF_8).length;
        if (length > LONGEST_SOCKET) {
            throw new ProblemException(Diagnostic.error(
                    "run-directory-too-long",
                    "run directory " + path + " is too long for a socket: " + socket() + " has " + length
                            + " bytes, and " + LONGEST_SOCKET + " are possible",
                    "set jbarman_run_directory in [barman] to a shorter path, such as /run/jbarman"));
        }
        try {
            SyncedDirectories.create(path);
        } catch (IOException e) {
            throw new ProblemException(
                    Diagnostic.error(
                            "run-directory-denied",
                            "run directory " + path + " cannot be made: " + e,
                            "make its parent writable for the account that runs jbarman, or set jbarman_run_directory"),
                    e);
        }
    }

    public Path socket() {
        return path.resolve("control.sock");
    }

    /** Where put-wal and get-wal are served. */
    public Path walSocket() {
        return path.resolve("wal.sock");
    }

    public Path record() {
        return path.resolve("runtime.json");
    }

    public Path lock() {
        return path.resolve("runtime.lock");
    }

    /** Standard output and error of a runtime that was started in the background. */
    public Path output() {
        return path.resolve("runtime.out");
    }

    /** What it logs where {@code log_file} is not set. */
    public Path log() {
        return path.resolve("runtime.log");
    }
}
