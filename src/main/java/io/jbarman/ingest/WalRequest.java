package io.jbarman.ingest;

import java.util.Optional;

/**
 * What is asked of {@code get-wal}.
 *
 * @param name a WAL file's
 * @param partial whether a segment that is not complete will do
 * @param delivery how it is to be delivered
 */
public record WalRequest(String name, boolean partial, Delivery delivery) {
    /** As the server wrote it. */
    public static final Delivery PLAIN = new Delivery(Optional.empty(), false);

    /**
     * How bytes are delivered.
     *
     * @param compression a compression that Barman has an option for
     * @param asStored whatever the archive compressed it with
     */
    public record Delivery(Optional<String> compression, boolean asStored) {}
}
