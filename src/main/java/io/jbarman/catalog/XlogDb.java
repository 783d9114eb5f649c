package io.jbarman.catalog;

import io.jbarman.archive.ArchivedWal;
import io.jbarman.archive.WalCatalogue;
import io.jbarman.config.ServerConfig;
import io.jbarman.config.WalLayout;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/**
 * The catalogue of archived WAL in the file that Barman keeps: {@code SERVER-xlog.db} with five columns, or an existing
 * {@code xlog.db} of Barman before 3.13, which is continued with four. Writers exclude each other by Barman's
 * {@code .SERVER-xlogdb.lock}; within a process, calls are confined to one thread.
 */
public final class XlogDb implements WalCatalogue {
    private static final int NOT_SEEN = -1;

    private final Path file;
    private final int columns;
    private long expectedLength = NOT_SEEN;

    private XlogDb(Path file, int columns) {
        this.file = file;
        this.columns = columns;
    }

    /** The catalogue of a server in its {@code xlogdb_directory}, whether it is there yet or not. */
    public static XlogDb of(Path directory, String server) {
        Path current = directory.resolve(server + "-xlog.db");
        Path former = directory.resolve("xlog.db");
        return Files.exists(former) && !Files.exists(current) ? new XlogDb(former, 4) : new XlogDb(current, 5);
    }

    /** The catalogue of a server in the layout that its configuration asks for. */
    public static XlogDb of(ServerConfig server) {
        return server.layout() == WalLayout.BARMAN_3_4
                ? new XlogDb(server.xlogdbDirectory().resolve("xlog.db"), 4)
                : of(server.xlogdbDirectory(), server.name());
    }

    /** Where it is. */
    public Path file() {
        return file;
    }

    @Override
    public void append(List<ArchivedWal> wals) throws IOException {
        boolean created = !Files.exists(file);
        try (FileChannel channel = FileChannel.open(
                file,
                Set.of(StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE),
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")))) {
            channel.position(TornLine.repair(channel));
            boolean foreign = channel.position() != expectedLength && expectedLength != NOT_SEEN;
            ByteBuffer lines = StandardCharsets.UTF_8.encode(rendered(foreign ? missing(wals) : wals));
            while (lines.hasRemaining()) {
                channel.write(lines);
            }
            channel.force(true);
            expectedLength = channel.position();
        }
        if (created) {
            syncDirectory();
        }
    }

    private String rendered(List<ArchivedWal> wals) {
        return wals.stream().map(wal -> XlogDbLine.render(wal, columns)).collect(Collectors.joining());
    }

    /** Somebody else wrote since we looked: it may have been these. */
    private List<ArchivedWal> missing(List<ArchivedWal> wals) throws IOException {
        Set<String> known = new HashSet<>();
        forEach(wal -> known.add(wal.name()));
        return wals.stream().filter(wal -> !known.contains(wal.name())).toList();
    }

    @Override
    public boolean contains(String name) throws IOException {
        if (LastLine.block(file).contains("\n" + name + "\t")) {
            return true;
        }
        boolean[] found = {false};
        forEach(wal -> found[0] |= wal.name().equals(name));
        return found[0];
    }

    @Override
    public Optional<String> fingerprint() throws IOException {
        return Optional.of(file.getFileName() + " " + (Files.exists(file) ? Files.size(file) : 0));
    }

    @Override
    public Set<String> names() throws IOException {
        if (!Files.exists(file)) {
            return Set.of();
        }
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
            expectedLength = TornLine.repair(channel);
        }
        Set<String> names = new HashSet<>();
        forEach(wal -> names.add(wal.name()));
        return names;
    }

    /** Hands every entry over, in the order of the file; what cannot be read as a line is passed over. */
    public void forEach(Consumer<ArchivedWal> consumer) throws IOException {
        if (!Files.exists(file)) {
            return;
        }
        try (BufferedReader lines = Files.newBufferedReader(file, StandardCharsets.UTF_8)) {
            String line = lines.readLine();
            while (line != null) {
                XlogDbLine.parse(line).ifPresent(consumer);
                line = lines.readLine();
            }
        }
    }

    /** The segment archived last; empty if there is none. */
    public Optional<ArchivedWal> last() throws IOException {
        return LastLine.of(file).flatMap(XlogDbLine::parse);
    }

    private void syncDirectory() throws IOException {
        Path directory = file.getParent();
        if (directory != null) {
            try (FileChannel channel = FileChannel.open(directory, StandardOpenOption.READ)) {
                channel.force(true);
            }
        }
    }
}
