package io.jbarman.wal;

import io.jbarman.diagnostics.Diagnostic;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;

/** What a person is told of a disk that does not take WAL. */
final class DiskProblem {
    private DiskProblem() {}

    static Diagnostic of(Path directory, IOException e) {
        return Diagnostic.error(
                "wal-disk",
                "cannot write into " + directory + ": " + e,
                "see that the directory exists, belongs to this account and has space; nothing that was acknowledged is"
                        + " lost");
    }

    /** As the server was left for it. */
    static Diagnostic stalled(Path directory, Duration time) {
        return Diagnostic.error(
                "wal-disk-stalled",
                "nothing could be written into " + directory + " for " + time.toSeconds()
                        + " s: the server is left meanwhile and keeps its WAL",
                "see that the disk answers and has space: receiving goes on by itself when it does; watch the server's disk"
                        + " as well, its slot holds all WAL back");
    }

    static Diagnostic full(Path directory) {
        return Diagnostic.error(
                "wal-disk-full",
                "no space left in " + directory + ": receiving waits, the server keeps its WAL meanwhile",
                "make space: receiving goes on by itself; watch the server's disk as well, its slot holds all WAL back");
    }
}
