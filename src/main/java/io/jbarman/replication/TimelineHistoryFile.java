package io.jbarman.replication;

/**
 * A timeline's history as the server holds it.
 *
 * @param name its file name, {@code 00000002.history}
 * @param content the bytes of the file
 */
@SuppressWarnings("ArrayRecordComponent") // handed over once, never compared
public record TimelineHistoryFile(String name, byte[] content) {}
