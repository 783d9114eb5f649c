package io.jbarman.runtime;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.LongSupplier;

/**
 * Whether directories hold what they held when they were last listed, by the times of their last changes: an idle server
 * then costs a look at these instead of a pass. Confined to one thread.
 */
final class QuietDirectories {
    /** A change right after a listing may bear the time of the one before it; none does after this. */
    private static final Duration TIMES_DIFFER_AFTER = Duration.ofSeconds(2);
    /** In case a file system tells no times. */
    private static final Duration LISTED_ANYWAY = Duration.ofMinutes(1);

    private final List<Path> directories;
    private final LongSupplier nanos;
    private Optional<Seen> seen = Optional.empty();

    /**
     * @param since when these times were first seen
     * @param listed when the directories were last listed
     */
    private record Seen(List<Optional<FileTime>> times, long since, long listed) {
        boolean isAsListed(List<Optional<FileTime>> now, long ticks) {
            return times.equals(now)
                    && listed - since >= TIMES_DIFFER_AFTER.toNanos()
                    && ticks - listed < LISTED_ANYWAY.toNanos();
        }
    }

    /** @param nanos a clock that nobody sets, such as {@link System#nanoTime} */
    QuietDirectories(List<Path> directories, LongSupplier nanos) {
        this.directories = List.copyOf(directories);
        this.nanos = nanos;
    }

    /** They are listed after this. */
    void listing() {
        long now = nanos.getAsLong();
        seen = times().map(times -> new Seen(
                times,
                seen.filter(before -> before.times().equals(times))
                        .map(Seen::since)
                        .orElse(now),
                now));
    }

    /** Whether listing them would tell nothing new. */
    boolean areQuiet() {
        Optional<List<Optional<FileTime>>> now = seen.isPresent() ? times() : Optional.empty();
        return now.isPresent() && seen.get().isAsListed(now.get(), nanos.getAsLong());
    }

    /** Empty if they cannot be told; a directory that is not there has none. */
    private Optional<List<Optional<FileTime>>> times() {
        List<Optional<FileTime>> times = new ArrayList<>();
        for (Path directory : directories) {
            try {
                times.add(Optional.of(Files.getLastModifiedTime(directory)));
            } catch (NoSuchFileException absent) {
                times.add(Optional.empty());
            } catch (IOException e) {
                return Optional.empty();
            }
        }
        return Optional.of(times);
    }
}
