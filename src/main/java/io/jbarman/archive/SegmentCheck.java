package io.jbarman.archive;

import io.jbarman.pg.Lsn;
import io.jbarman.pg.SegmentName;
import io.jbarman.pg.WalSegmentSize;
import java.util.Optional;

/** Whether a file is the segment that its name says, of the server that it should be of. Pure. */
final class SegmentCheck {
    private SegmentCheck() {}

    /** Why the file may not be archived under that name; empty if nothing speaks against it. */
    static Optional<String> objection(SegmentName name, long size, SegmentHeader header, ServerIdentity identity) {
        if (!WalMagic.plausible(header.magic()) || !header.isLong()) {
            return Optional.of("it does not begin like a WAL segment");
        }
        return foreign(header, identity)
                .or(() -> misplaced(name, header))
                .or(() -> size == header.segmentSize()
                        ? Optional.empty()
                        : Optional.of("it has " + size + " bytes, and its header says " + header.segmentSize()))
                .or(() -> validBlock(header.blockSize())
                        ? Optional.empty()
                        : Optional.of("its header says that pages have " + header.blockSize() + " bytes"));
    }

    private static Optional<String> foreign(SegmentHeader header, ServerIdentity identity) {
        if (identity.system().filter(system -> !system.equals(header.system())).isPresent()) {
            return Optional.of("it is of the cluster with system identifier " + header.system() + ", not of "
                    + identity.system().get());
        }
        Optional<Integer> wrote = WalMagic.major(header.magic());
        if (wrote.isPresent()
                && identity.major().filter(major -> !major.equals(wrote.get())).isPresent()) {
            return Optional.of("PostgreSQL " + wrote.get() + " wrote it, and the server is "
                    + identity.major().get());
        }
        return Optional.empty();
    }

    private static Optional<String> misplaced(SegmentName name, SegmentHeader header) {
        if (!SegmentSizes.valid(header.segmentSize())) {
            return Optional.of("its header says that segments have " + header.segmentSize() + " bytes");
        }
        Lsn start = name.start(new WalSegmentSize((int) header.segmentSize()));
        if (!start.equals(header.pageAddress())) {
            return Optional.of("its first page is that of " + header.pageAddress() + ", and its name means " + start);
        }
        return header.timeline() > name.timeline().value()
                ? Optional.of("its first page is of timeline " + header.timeline() + ", later than its name's")
                : Optional.empty();
    }

    static boolean validBlock(long bytes) {
        return bytes >= 1 << 10 && bytes <= PageCheck.BUFFER && Long.bitCount(bytes) == 1;
    }
}
