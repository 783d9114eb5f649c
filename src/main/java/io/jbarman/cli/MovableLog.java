package io.jbarman.cli;

import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.FileAppender;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Optional;

/**
 * A log that logrotate(8) may move away: within a second what is logged goes into a new file of the old name. One that
 * nobody rotates does so itself when it is large, and keeps a few old ones.
 */
final class MovableLog extends FileAppender<ILoggingEvent> {
    private static final long LOOK_MILLIS = 1000;
    private static final int KEPT = 3;

    private final Path path;
    private final long largest;
    private Optional<Object> opened = Optional.empty();
    private long lookedAt;

    private MovableLog(Path path, long largest) {
        this.path = path;
        this.largest = largest;
        setFile(path.toString());
    }

    /** That others rotate, if anybody does. */
    static MovableLog rotatedByOthers(Path path) {
        return new MovableLog(path, Long.MAX_VALUE);
    }

    /** That begins anew when it has so many bytes. */
    static MovableLog rotatedAt(Path path, long largest) {
        return new MovableLog(path, largest);
    }

    @Override
    public void start() {
        super.start();
        opened = key();
    }

    @Override
    protected void subAppend(ILoggingEvent event) {
        lookNowAndThen(event.getTimeStamp());
        super.subAppend(event);
    }

    private synchronized void lookNowAndThen(long now) {
        if (Math.abs(now - lookedAt) < LOOK_MILLIS) {
            return;
        }
        lookedAt = now;
        try {
            if (Files.exists(path) && Files.size(path) > largest) {
                moveAway();
            }
            if (!key().equals(opened)) {
                openFile(path.toString());
                opened = key();
            }
        } catch (IOException e) {
            addError("cannot go on in " + path, e);
        }
    }

    private void moveAway() throws IOException {
        for (int number = KEPT; number > 0; number--) {
            Path from = number == 1 ? path : path.resolveSibling(path.getFileName() + "." + (number - 1));
            if (Files.exists(from)) {
                Files.move(
                        from,
                        path.resolveSibling(path.getFileName() + "." + number),
                        StandardCopyOption.REPLACE_EXISTING);
            }
        }
    }

    /** What tells a file from another of its name; empty where there is none. */
    private Optional<Object> key() {
        try {
            return Optional.ofNullable(
                    Files.readAttributes(path, BasicFileAttributes.class).fileKey());
        } catch (IOException e) {
            return Optional.empty();
        }
    }
}
