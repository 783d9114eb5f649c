package io.jbarman.archive;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Where archived WAL is kept: objects that are written once, under keys like {@code 0000000100000000/000000010000000000000001}.
 *
 * <p>Objects are staged, by any number of threads, and then published together, so that one sync of a directory serves
 * many. Atomic: an object is there whole or not at all, whatever ends the process or the machine. Durable: when
 * {@link #publish} has returned, its objects survive a loss of power. Safe for use by several threads.
 */
public interface ArchiveStore {
    /**
     * Writes an object that is not to be seen yet; its content is durable on return.
     *
     * @param modified the time that the object carries from then on
     * @throws IOException if it could not be written, which leaves nothing
     */
    StagedObject stage(String key, Instant modified, Content content) throws IOException;

    /**
     * As {@link #stage(String, Instant, Content)}, with a file's content and time; without writing it again, where the
     * store can refer to the file itself. The caller never writes into the file again, and removes it in the end.
     */
    StagedObject stage(String key, Path file) throws IOException;

    /**
     * Makes staged objects seen, in order, except where there is one of that key: that one is never touched.
     *
     * @return the keys of those that are stored now; of the others the key was taken, by whomever and however late
     */
    Set<String> publish(List<StagedObject> staged) throws IOException;

    /**
     * Makes objects durable that are there: who stored them may have been killed before they were. On return they survive
     * a loss of power.
     */
    void confirm(Collection<String> keys) throws IOException;

    /** Stores one object; whether it was, or there was one of that key. */
    default boolean putNew(String key, Instant modified, Content content) throws IOException {
        if (find(key).isPresent()) {
            return false;
        }
        try (StagedObject staged = stage(key, modified, content)) {
            return publish(List.of(staged)).contains(key);
        }
    }

    /**
     * The object's content.
     *
     * @throws java.nio.file.NoSuchFileException if there is none of that key
     */
    InputStream open(String key) throws IOException;

    /** Whether there is such an object, and what is known of it. */
    Optional<StoredObject> find(String key) throws IOException;

    /** Whether nothing at all is there, as where a disk is not mounted; fast. */
    boolean isEmpty() throws IOException;

    /** All objects whose keys begin so, ordered by key. */
    List<StoredObject> list(String prefix) throws IOException;

    /** The timeline history files among them, without looking at all the others. */
    List<StoredObject> histories() throws IOException;

    /** Removes an object; one that is not there is no error. */
    void delete(String key) throws IOException;

    /** Removes what crashed writers left behind. No other writer may be at work. */
    void sweep() throws IOException;

    /**
     * A word that is another one after an object came or went, by whomever; empty if that takes reading everything. What
     * comes twice within the resolution of a filesystem's clock may be missed.
     */
    Optional<String> fingerprint() throws IOException;

    /** What an object shall contain. */
    @FunctionalInterface
    interface Content {
        /** Writes it all; the stream is the store's to close. */
        void writeTo(OutputStream stream) throws IOException;
    }
}
