package io.jbarman.watch;

import io.jbarman.watch.Finding.Level;
import java.time.Duration;

/** Whether what was received gets into the archive, whoever takes it there: by how long it has waited. Pure. */
public final class ArchiverWatch {
    /** Its item's name. */
    public static final String NAME = "WAL archiver";

    private static final Duration WAITS = Duration.ofMinutes(2);
    private static final Duration WAITS_LONG = Duration.ofMinutes(15);

    private ArchiverWatch() {}

    /**
     * What waits at one moment, the newest segment of a stream apart.
     *
     * @param files complete and not in the archive
     * @param oldest for how long the first of them has been there
     * @param still since when the archiver got on with nothing, or has not been at work
     */
    public record Queue(long files, Duration oldest, Duration still) {}

    /** The finding. A long queue that becomes shorter is well: somebody catches up. */
    public static Finding of(Queue queue, String remedy) {
        if (queue.files() == 0) {
            return Finding.ok(NAME, "nothing waits");
        }
        String text = (queue.files() == 1 ? "1 file waits" : queue.files() + " files wait") + ", the first for "
                + Words.time(queue.oldest());
        Duration idle = queue.still().compareTo(queue.oldest()) < 0 ? queue.still() : queue.oldest();
        if (idle.compareTo(WAITS) <= 0) {
            return Finding.ok(NAME, text);
        }
        return new Finding(
                NAME,
                idle.compareTo(WAITS_LONG) > 0 ? Level.FAILED : Level.WARNING,
                text + ", and nothing was archived for " + Words.time(idle),
                remedy);
    }
}
