package io.jbarman.archive;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Copies of the segment in which a timeline was left: alike up to there, with recycled bytes behind, which are others in
 * each copy. Several senders have one each: standbys with {@code archive_mode = always}, and the new primary.
 */
public final class PartialCopies {
    private PartialCopies() {}

    /**
     * Whether two files of a name are copies of one; false where that timeline's end is not known.
     *
     * @param store the archive, whose history files tell where a timeline was left
     * @param one received in the directory where other history files may lie
     */
    public static boolean areOne(ArchiveStore store, WalFileName name, Path one, Path other) throws IOException {
        if (name.kind() != WalFileName.Kind.PARTIAL) {
            return false;
        }
        WalCodecs codecs = WalCodecs.builtIn(WalCompression.NONE);
        Optional<Long> limit = new SwitchPoints(store, Optional.ofNullable(one.getParent()))
                .within(name.segment().orElseThrow(), FileInspection.segmentSize(codecs, one));
        return limit.isPresent()
                && codecs.sameStart(Files.newInputStream(one), Files.newInputStream(other), limit.get());
    }
}
