package io.jbarman.replication;

import io.jbarman.pg.TimelineHistory;
import io.jbarman.pg.TimelineId;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/**
 * A timeline's history as the server holds it.
 *
 * @param name its file name, {@code 00000002.history}
 * @param content the bytes of the file
 */
@SuppressWarnings("ArrayRecordComponent") // handed over once, never compared
public record TimelineHistoryFile(String name, byte[] content) {
    /**
     * What it says.
     *
     * @throws IOException if it is no history
     */
    public TimelineHistory parsed(TimelineId timeline) throws IOException {
        try {
            return TimelineHistory.parse(timeline, new String(content, StandardCharsets.UTF_8));
        } catch (IllegalArgumentException e) {
            throw new IOException(name + " from the server: " + e.getMessage(), e);
        }
    }
}
