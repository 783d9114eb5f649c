package io.jbarman.archive;

import io.jbarman.pg.TimelineHistory;
import io.jbarman.pg.WalSegmentSize;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.NoSuchFileException;
import java.util.List;
import java.util.Optional;

/** What can be told of an archive by reading in it. */
public record ArchiveContents(ArchiveStore store, WalCodecs codecs) {
    /** Every timeline history that is archived and can be read. */
    public List<TimelineHistory> histories() throws IOException {
        return new SwitchPoints(store, Optional.empty()).histories();
    }

    /** How large the segments are, by an archived one; empty if that is not there. */
    public Optional<WalSegmentSize> segmentSize(WalFileName segment) throws IOException {
        try (InputStream plain = codecs.plain(new BufferedInputStream(store.open(segment.key())))) {
            return FileInspection.segmentSize(plain);
        } catch (NoSuchFileException e) {
            return Optional.empty();
        }
    }
}
