package io.jbarman.archive;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * What one pass over a receiving directory did.
 *
 * @param archived names that are in the archive since this pass
 * @param known names that were there already with the same content, and whose copies were dropped
 * @param setAside what could not be archived
 * @param left whether the pass ended before its end, since a hook wanted it or a file is still being copied: the rest is for
 *     the next one
 */
public record DrainReport(List<String> archived, List<String> known, List<SetAside> setAside, boolean left) {
    public DrainReport {
        archived = List.copyOf(archived);
        known = List.copyOf(known);
        setAside = List.copyOf(setAside);
    }

    /** The same after others came into the catalogue that were in the archive before. */
    DrainReport after(List<String> mended) {
        return new DrainReport(Stream.concat(mended.stream(), archived.stream()).toList(), known, setAside, left);
    }

    /**
     * A file that was moved into the errors directory.
     *
     * @param reason fit to be shown
     */
    public record SetAside(String name, ErrorKind kind, String reason, Path place) {}

    /** Why a file was set aside; the word is the last part of its new name. */
    public enum ErrorKind {
        DUPLICATE,
        UNKNOWN,
        INVALID
    }
}
