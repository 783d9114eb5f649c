package io.jbarman.archive;

import java.time.Instant;

/**
 * What is known of an object.
 *
 * @param size in bytes, as stored
 */
public record StoredObject(String key, long size, Instant modified) {
    /** The last part of the key. */
    public String name() {
        return key.substring(key.lastIndexOf('/') + 1);
    }
}
