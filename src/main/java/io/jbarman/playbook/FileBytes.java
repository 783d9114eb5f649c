package io.jbarman.playbook;

import io.jbarman.diagnostics.Origin;
import io.jbarman.diagnostics.ProblemException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/** Reads the files of a topology, up to what is too large for one. */
final class FileBytes {
    private FileBytes() {}

    /**
     * The bytes of a file.
     *
     * @param whereMissing what to do if it does not exist
     * @throws ProblemException if it cannot be read, and why
     */
    static byte[] of(Path file, String whereMissing) {
        if (Files.isDirectory(file)) {
            throw unreadable(file, "a directory", "name the file in it");
        }
        try (InputStream in = Files.newInputStream(file)) {
            return in.readNBytes(TopologyBytes.LARGEST + 1);
        } catch (NoSuchFileException e) {
            throw unreadable(file, "no such file", whereMissing);
        } catch (AccessDeniedException e) {
            throw unreadable(file, "permission denied", "make it readable for the account that runs jbarman");
        } catch (IOException e) {
            throw unreadable(file, "cannot be read: " + e.getMessage(), "look at the file and its disk");
        }
    }

    private static ProblemException unreadable(Path file, String summary, String hint) {
        return TopologyBytes.problem("unreadable", Origin.ofFile(file.toString()), summary, hint);
    }
}
