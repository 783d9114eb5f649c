package io.jbarman.wal;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps a second receiver out of a directory, whichever command or process it belongs to. The kernel's lock on a hidden
 * file: it ends with its process, however that ends, and the file stays.
 */
final class DirectoryLock implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(DirectoryLock.class);
    private static final String NAME = ".jbarman-receiver.lock";

    /** Within a process the kernel does not tell its threads apart, and closing any channel of a file unlocks it. */
    private static final Set<Path> HELD_HERE = ConcurrentHashMap.newKeySet();

    private final Path file;
    private final FileChannel channel;

    private DirectoryLock(Path file, FileChannel channel) {
        this.file = file;
        this.channel = channel;
    }

    /**
     * Takes it.
     *
     * @throws ReceiverException if another receiver has it
     */
    static DirectoryLock take(Storage storage) throws IOException, ReceiverException {
        Path file = storage.directory().toRealPath().resolve(NAME);
        if (!HELD_HERE.add(file)) {
            throw inUse(storage.directory());
        }
        Optional<FileChannel> locked = Optional.empty();
        try {
            locked = locked(storage, file);
            return new DirectoryLock(file, locked.orElseThrow(() -> inUse(storage.directory())));
        } finally {
            if (locked.isEmpty()) {
                HELD_HERE.remove(file);
            }
        }
    }

    private static Optional<FileChannel> locked(Storage storage, Path file) throws IOException {
        FileChannel channel = storage.disk().open(file, Set.of(StandardOpenOption.CREATE, StandardOpenOption.WRITE));
        if (isBusy(channel, file)) {
            channel.close();
            return Optional.empty();
        }
        return Optional.of(channel);
    }

    private static boolean isBusy(FileChannel channel, Path file) {
        try {
            FileLock lock = channel.tryLock();
            return lock == null;
        } catch (IOException e) {
            LOG.warn("{} cannot be locked here: see that no other receiver writes there ({})", file, e.getMessage());
            return false;
        }
    }

    private static ReceiverException inUse(Path directory) {
        return new ReceiverException(
                "wal-directory-in-use",
                "another receiver writes into " + directory,
                "end that one, or give this one a directory of its own; the lock is " + directory.resolve(NAME));
    }

    @Override
    public void close() throws IOException {
        try {
            channel.close();
        } finally {
            HELD_HERE.remove(file);
        }
    }
}
