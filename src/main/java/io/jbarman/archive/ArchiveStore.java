package io.jbarman.archive;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Where archived WAL is kept: objects that are written once, under keys like {@code 0000000100000000/000000010000000000000001}.
 *
 * <p>Atomic: an object is there whole or not at all, whatever ends the process or the machine. Durable: when
 * {@link #putNew} has returned true, the object survives a loss of power. Ordered: an object put before another is durable
 * before it. Safe for use by several threads.
 */
public interface ArchiveStore {
    /**
     * Stores an object, unless there is one of that key; that one is never touched.
     *
     * @param modified the time that the object carries from then on
     * @return whether it was stored; false if the key was taken, by whomever and however late
     * @throws IOException if it could not be stored, which leaves nothing under the key
     */
    boolean putNew(String key, Instant modified, Content content) throws IOException;

    /**
     * The object's content.
     *
     * @throws java.nio.file.NoSuchFileException if there is none of that key
     */
    InputStream open(String key) throws IOException;

    /** Whether there is such an object, and what is known of it. */
    Optional<StoredObject> find(String key) throws IOException;

    /** All objects whose keys begin so, ordered by key. */
    List<StoredObject> list(String prefix) throws IOException;

    /** Removes an object; one that is not there is no error. */
    void delete(String key) throws IOException;

    /** Removes what crashed writers left behind. No other writer may be at work. */
    void sweep() throws IOException;

    /** What an object shall contain. */
    @FunctionalInterface
    interface Content {
        /** Writes it all; the stream is the store's to close. */
        void writeTo(OutputStream stream) throws IOException;
    }
}
