package io.jbarman.archive;

import io.jbarman.pg.TimelineHistory;
import io.jbarman.pg.WalSegmentSize;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.NoSuchFileException;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** What can be told of an archive by reading in it. */
public record ArchiveContents(ArchiveStore store, WalCodecs codecs) {
    /** Every timeline history that is archived and can be read. */
    public List<TimelineHistory> histories() throws IOException {
        return new SwitchPoints(store, Optional.empty()).histories();
    }

    /** Whose a segment is, by its first page; unknown if it is not there, or does not begin like a segment. */
    public ServerIdentity writer(WalFileName segment) throws IOException {
        try (InputStream plain = codecs.plain(new BufferedInputStream(store.open(segment.key())))) {
            byte[] start = plain.readNBytes(SegmentHeader.BYTES);
            SegmentHeader header = SegmentHeader.read(Arrays.copyOf(start, SegmentHeader.BYTES));
            return WalMagic.plausible(header.magic()) && header.isLong()
                    ? new ServerIdentity(Optional.of(header.system()), WalMagic.major(header.magic()))
                    : ServerIdentity.UNKNOWN;
        } catch (NoSuchFileException e) {
            return ServerIdentity.UNKNOWN;
        }
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
