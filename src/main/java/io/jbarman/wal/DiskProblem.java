package io.jbarman.wal;

import io.jbarman.diagnostics.Diagnostic;
import java.io.IOException;
import java.nio.file.Path;

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

    static Diagnostic full(Path directory) {
        return Diagnostic.error(
                "wal-disk-full",
                "no space left in " + directory + ": receiving waits, the server keeps its WAL meanwhile",
                "make space: receiving goes on by itself; watch the server's disk as well, its slot holds all WAL back");
    }
}
