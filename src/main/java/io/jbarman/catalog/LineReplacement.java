package io.jbarman.catalog;

import io.jbarman.archive.SyncedDirectories;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/** Other lines in place of some of a list, each where its name stood first; every other line stays as it is. */
final class LineReplacement {
    /** Keeps bytes as they are, whatever they mean. */
    private static final Charset BYTES = StandardCharsets.ISO_8859_1;

    private final Map<String, String> lines;
    private final Map<String, String> left;

    /** @param lines by name, with their line feeds */
    LineReplacement(Map<String, String> lines) {
        this.lines = Map.copyOf(lines);
        this.left = new HashMap<>(lines);
    }

    /** After a crash the file is the old one or the new one; durable on return. Its writers are kept off by the caller. */
    void in(Path file) throws IOException {
        Path place = file.toRealPath();
        // The store sweeps it, should it be left over.
        Path temporary = place.resolveSibling("." + place.getFileName() + ".tmp");
        Files.deleteIfExists(temporary);
        try {
            write(place, temporary);
            Files.move(temporary, place, StandardCopyOption.ATOMIC_MOVE);
        } finally {
            Files.deleteIfExists(temporary);
        }
        SyncedDirectories.syncParent(place);
    }

    private void write(Path place, Path temporary) throws IOException {
        try (BufferedReader old = Files.newBufferedReader(place, BYTES);
                FileChannel channel = FileChannel.open(
                        temporary,
                        Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE),
                        PosixFilePermissions.asFileAttribute(Files.getPosixFilePermissions(place)));
                OutputStream changed = new java.io.BufferedOutputStream(Channels.newOutputStream(channel))) {
            String line = old.readLine();
            while (line != null) {
                changed.write(changed(line).getBytes(BYTES));
                line = old.readLine();
            }
            changed.flush();
            channel.force(true);
        }
    }

    private String changed(String line) {
        String name = XlogDbLine.name(line);
        if (!lines.containsKey(name)) {
            return line + "\n";
        }
        String first = left.remove(name);
        return first == null ? "" : first;
    }
}
