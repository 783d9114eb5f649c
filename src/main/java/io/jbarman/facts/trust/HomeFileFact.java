package io.jbarman.facts.trust;

import java.util.Optional;

/**
 * A small text file of an account.
 *
 * @param path absolute
 * @param mode permission bits; 0 where there is no such file
 * @param directoryMode permission bits of the directory that it is in; 0 where there is none
 * @param text empty where it is not there, or may not be read
 */
public record HomeFileFact(String path, int mode, int directoryMode, Optional<String> text) {
    /** Whether nothing is there. */
    public boolean isAbsent() {
        return mode == 0;
    }

    /** The directory that it is in. */
    public String directory() {
        return path.substring(0, path.lastIndexOf('/'));
    }

    @Override
    public String toString() {
        return String.format("HomeFileFact[%s %04o in %04o]", path, mode, directoryMode);
    }
}
