package io.jbarman.wal;

import io.jbarman.pg.WalSegmentSize;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/**
 * Where received WAL goes.
 *
 * @param directory of the segments ({@code streaming_wals_directory}); must exist
 * @param compression how segments are compressed as they come; empty for not at all
 * @param record the file that remembers whose WAL this is, in a directory that exists
 * @param recordInterval how often at most that follows what is received, in the middle of a segment, too
 */
public record Storage(
        Disk disk, Path directory, Path record, Duration recordInterval, Optional<SegmentCompression> compression) {
    /** The record's name. */
    public static final String RECORD = ".jbarman-stream.json";

    private static final String STREAMING = "streaming";
    private static final Duration OFTEN_ENOUGH = Duration.ofMinutes(1);

    /** Owner-only files, the record hidden among them. */
    public static Storage in(Path directory) {
        return new Storage(RealDisk.ownerOnly(), directory, directory.resolve(RECORD), OFTEN_ENOUGH, Optional.empty());
    }

    /**
     * The same, where a runtime may have received into the directory before: its record is then continued, which stands
     * above a directory that has Barman's own name for it.
     */
    public static Storage found(Path directory) {
        Path absolute = directory.toAbsolutePath().normalize();
        Path above = absolute.resolveSibling(RECORD);
        return absolute.endsWith(STREAMING) && Files.exists(above)
                ? in(directory).recordedIn(above)
                : in(directory);
    }

    /** The same on another disk. */
    public Storage on(Disk other) {
        return new Storage(other, directory, record, recordInterval, compression);
    }

    /** The same with the record elsewhere. */
    public Storage recordedIn(Path file) {
        return new Storage(disk, directory, file, recordInterval, compression);
    }

    /** The same with a record that follows that often. */
    public Storage recordedEvery(Duration interval) {
        return new Storage(disk, directory, record, interval, compression);
    }

    /** The same, compressing. */
    public Storage compressed(Optional<SegmentCompression> how) {
        return new Storage(disk, directory, record, recordInterval, how);
    }

    WalSink sink(WalSegmentSize size, DiskThreads threads, SpaceWait space) {
        if (compression.isPresent()) {
            return new CompressedWalSink(disk, directory, compression.get(), space);
        }
        return new DirectoryWalSink(
                disk,
                directory,
                size,
                file -> BulkWrite.into(disk, file, threads.writer(), PiecePool.ofThisProcess(), space));
    }

    /** A runtime may go on with it that syncs, whoever wrote it last. */
    StreamRecordFile recordFile() {
        return new StreamRecordFile(disk.synced(), record, directory.resolve(RECORD));
    }
}
