package io.jbarman.ingest;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Names that no archiver sees, {@code .jbarman-put-PID-NUMBER-NAME}. What a killed process left is removed by the next
 * one that puts something there.
 */
final class Temporaries {
    private static final Pattern NAME = Pattern.compile("\\.jbarman-put-([0-9]+)-[0-9]+-.*");
    /** How well the start of a process is known. */
    private static final Duration CLOCKS = Duration.ofMinutes(1);

    private static final AtomicLong NUMBER = new AtomicLong();

    private final Path directory;
    private boolean swept;

    Temporaries(Path directory) {
        this.directory = directory;
    }

    Claim claim() {
        return new Claim();
    }

    private synchronized void sweepOnce() throws IOException {
        if (swept) {
            return;
        }
        try (Stream<Path> files = Files.list(directory)) {
            for (Path file : files.filter(Temporaries::isLeft).toList()) {
                Files.deleteIfExists(file);
            }
        }
        swept = true;
    }

    private static boolean isLeft(Path file) {
        Matcher matcher = NAME.matcher(String.valueOf(file.getFileName()));
        if (!matcher.matches()) {
            return false;
        }
        Optional<ProcessHandle> process =
                ProcessHandle.of(Long.parseLong(matcher.group(1))).filter(ProcessHandle::isAlive);
        return process.isEmpty()
                || isOlder(changed(file), process.flatMap(it -> it.info().startInstant()));
    }

    /** Whether the process that has the number now began after the file was written: in a container it often does. */
    static boolean isOlder(Optional<Instant> changed, Optional<Instant> started) {
        return changed.isPresent()
                && started.filter(begin -> begin.isAfter(changed.get().plus(CLOCKS)))
                        .isPresent();
    }

    /** Not the time of modification, which is the segment's on the server. */
    private static Optional<Instant> changed(Path file) {
        try {
            return Optional.of(((FileTime) Files.getAttribute(file, "unix:ctime")).toInstant());
        } catch (IOException | UnsupportedOperationException unknown) {
            return Optional.empty();
        }
    }

    /** The temporary files of one stream, gone when it is closed. */
    final class Claim implements AutoCloseable {
        private final List<Path> files = new ArrayList<>();

        private Claim() {}

        /** A name for a file that is not there yet. */
        Path file(String name) throws IOException {
            sweepOnce();
            Path file = directory.resolve(
                    ".jbarman-put-" + ProcessHandle.current().pid() + "-" + NUMBER.incrementAndGet() + "-" + name);
            files.add(file);
            return file;
        }

        @Override
        public void close() throws IOException {
            for (Path file : files) {
                Files.deleteIfExists(file);
            }
        }
    }
}
