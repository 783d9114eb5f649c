package io.jbarman.cli;

import io.jbarman.diagnostics.Diagnostic;
import io.jbarman.diagnostics.ProblemException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import org.jspecify.annotations.Nullable;

/** The file that a report goes to. It is there whole or not at all; the one of the run before gives way to it. */
record ReportFile(Path path) {
    /**
     * Looks, before anything is done that is to be reported, whether it can be written.
     *
     * @throws ProblemException if not
     */
    void check() {
        if (Files.exists(path) && !Files.isRegularFile(path)) {
            throw unwritable("it is there, and is no regular file", null);
        }
        if (!Files.isWritable(directory())) {
            throw unwritable("there is no such place, or it may not be written to", null);
        }
    }

    void write(String page) {
        check();
        try {
            Path whole = Files.createTempFile(directory(), ".report", ".html");
            try {
                Files.write(whole, page.getBytes(StandardCharsets.UTF_8));
                Files.setPosixFilePermissions(whole, PosixFilePermissions.fromString("rw-r-----"));
                Files.move(whole, target(), StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            } finally {
                Files.deleteIfExists(whole);
            }
        } catch (IOException e) {
            throw unwritable(String.valueOf(e.getMessage()), e);
        }
    }

    private Path directory() {
        return target().resolveSibling("");
    }

    /** Behind a link, which stays. */
    private Path target() {
        try {
            return path.toRealPath();
        } catch (IOException notThere) {
            return path.toAbsolutePath();
        }
    }

    private ProblemException unwritable(String why, @Nullable IOException cause) {
        Diagnostic problem = Diagnostic.error(
                "report-unwritable",
                path + ": the report cannot be written: " + why,
                "give --report a file in a directory that you may write to");
        return cause == null ? new ProblemException(problem) : new ProblemException(problem, cause);
    }
}
