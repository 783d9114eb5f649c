package io.jbarman.resource.host;

import java.util.List;
import java.util.Optional;

/**
 * Where what was in a file is kept, which is beside it: under a name of its own for each text, so that none takes the place
 * of another, and one that is passed over by whoever reads a whole directory, as a logrotate.d. Pure.
 */
final class KeptText {
    private static final String SUFFIX = ".before-jbarman";

    private KeptText() {}

    /** The copy of a text with that digest. */
    static String path(String file, String digest) {
        return file + SUFFIX + "-" + digest + "~";
    }

    /** Where the text of those words may be: an older jbarman kept one only. */
    static List<String> paths(String file, Optional<String> words) {
        return words.flatMap(TextWords::digest)
                .map(digest -> List.of(path(file, digest), file + SUFFIX))
                .orElse(List.of());
    }
}
