package io.jbarman.wal;

import io.jbarman.pg.WalSegmentSize;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Where received WAL goes.
 *
 * @param directory of the segments ({@code streaming_wals_directory}); must exist
 * @param gzipLevel how well segments are compressed as they come, from 1 to 9; empty for not at all
 * @param record the file that remembers whose WAL this is, in a directory that exists
 */
public record Storage(Disk disk, Path directory, Path record, Optional<Integer> gzipLevel) {
    /** The record's name. */
    public static final String RECORD = ".jbarman-stream.json";

    /** Owner-only files, the record hidden among them. */
    public static Storage in(Path directory) {
        return new Storage(RealDisk.ownerOnly(), directory, directory.resolve(RECORD), Optional.empty());
    }

    /** The same on another disk. */
    public Storage on(Disk other) {
        return new Storage(other, directory, record, gzipLevel);
    }

    /** The same with the record elsewhere. */
    public Storage recordedIn(Path file) {
        return new Storage(disk, directory, file, gzipLevel);
    }

    /** The same, compressing. */
    public Storage compressed(Optional<Integer> level) {
        return new Storage(disk, directory, record, level);
    }

    WalSink sink(WalSegmentSize size, DiskThreads threads, SpaceWait space) {
        if (gzipLevel.isPresent()) {
            return new GzipWalSink(disk, directory, gzipLevel.get(), space);
        }
        return new DirectoryWalSink(
                disk, directory, size, file -> BulkWrite.into(disk, file, threads.writer(), threads.pieces(), space));
    }

    StreamRecordFile recordFile() {
        return new StreamRecordFile(disk, record);
    }
}
