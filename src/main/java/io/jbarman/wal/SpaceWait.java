package io.jbarman.wal;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

/**
 * Waits where a disk is full: nothing is given up but the reading of more WAL, which the server keeps meanwhile, and
 * writing goes on where it was as soon as there is space.
 */
final class SpaceWait {
    private static final Duration LOOK_AGAIN = Duration.ofMillis(500);
    /** Below this a disk is as good as full, whatever its complaint was called in this machine's language. */
    private static final long NOTHING_LEFT = 64 << 10;

    private final Path directory;
    private final StopSignal stop;
    private final Runnable alarm;

    /** @param alarm told each time that there is no space */
    SpaceWait(Path directory, StopSignal stop, Runnable alarm) {
        this.directory = directory;
        this.stop = stop;
        this.alarm = alarm;
    }

    /** For disks that are never full, or where waiting is of no use. */
    static SpaceWait never(Path directory) {
        StopSignal stopped = new StopSignal();
        stopped.give();
        return new SpaceWait(directory, stopped, () -> {});
    }

    /** Tries until it works, fails otherwise than for want of space, or the receiver is told to stop. */
    <T> T with(Attempt<T> attempt) throws IOException {
        try {
            return attempt.now();
        } catch (IOException e) {
            return after(e, attempt);
        }
    }

    /** The same for what has failed once already. */
    <T> T after(IOException failure, Attempt<T> attempt) throws IOException {
        IOException last = failure;
        while (!stop.given() && isFull(last)) {
            alarm.run();
            stop.await(LOOK_AGAIN);
            try {
                return attempt.now();
            } catch (IOException e) {
                last = e;
            }
        }
        throw last;
    }

    private boolean isFull(IOException e) {
        String message = String.valueOf(e.getMessage());
        if (message.contains("No space left on device") || message.contains("Disk quota exceeded")) {
            return true;
        }
        try {
            return Files.getFileStore(directory).getUsableSpace() < NOTHING_LEFT;
        } catch (IOException unknown) {
            return false;
        }
    }

    /** Something that may find the disk full, and may be tried again. */
    interface Attempt<T> {
        T now() throws IOException;
    }
}
