package io.jbarman.wal;

import io.jbarman.replication.TimelineHistoryFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.regex.Pattern;

/** Timeline history files in the directory: stored whole, once, never replaced by other bytes. */
record HistoryFiles(Disk disk, Path directory) {
    private static final Pattern NAME = Pattern.compile("[0-9A-F]{8}\\.history");

    /** Stores the file unless it was received before; durable on return. Gives its digest for the record. */
    String store(TimelineHistoryFile file, Map<String, String> known) throws IOException, ReceiverException {
        if (!NAME.matcher(file.name()).matches()) {
            throw new IOException("not the name of a timeline history: " + file.name());
        }
        String digest = sha256(file.content());
        String before = known.getOrDefault(file.name(), digest);
        Path path = directory.resolve(file.name());
        if (!digest.equals(before) || (Files.exists(path) && !digest.equals(sha256(Files.readAllBytes(path))))) {
            throw conflict(file.name());
        }
        if (!known.containsKey(file.name()) && !Files.exists(path)) {
            new DurableFiles(disk).add(path, file.content());
        }
        return digest;
    }

    private static ReceiverException conflict(String name) {
        return new ReceiverException(
                "wal-history-conflict",
                name + " was received before with other bytes than the server has now",
                "two servers chose the same timeline: see which one is right, and set the streaming directory of the other"
                        + " aside");
    }

    private static String sha256(byte[] content) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(content));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
