package io.jbarman.catalog;

import io.jbarman.archive.ArchivedWal;
import io.jbarman.archive.SyncedDirectories;
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
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/**
 * The catalogue of archived WAL in the file that Barman keeps: {@code SERVER-xlog.db} with five columns, or an existing
 * {@code xlog.db} of Barman before 3.13, which is continued with four. Writers exclude each other by Barman's
 * {@code .SERVER-xlogdb.lock}; within a process, calls are confined to one thread.
 */
public final class XlogDb implements WalCatalogue {
    /** Digits of a name that say its timeline. */
    private static final int TIMELINE = 8;

    private static final int NOT_SEEN = -1;

    private final Path file;
    private final int columns;
    private long expectedLength = NOT_SEEN;
    private String highest = "";

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

    /** One line for each name: another one of a name that is there takes its place. */
    @Override
    public void append(List<ArchivedWal> wals) throws IOException {
        boolean created = !Files.exists(file);
        Map<String, ArchivedWal> known;
        try (FileChannel channel = FileChannel.open(
                file,
                Set.of(StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE),
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")))) {
            channel.position(TornLine.repair(channel));
            known = isNews(wals, channel.position()) ? Map.of() : listed(wals);
            ByteBuffer lines = StandardCharsets.UTF_8.encode(rendered(wals, known));
            while (lines.hasRemaining()) {
                channel.write(lines);
            }
            channel.force(true);
            expectedLength = channel.position();
        }
        wals.forEach(wal -> seen(wal.name()));
        if (created) {
            SyncedDirectories.syncParent(file);
        }
        replace(wals, known);
    }

    private String rendered(List<ArchivedWal> wals, Map<String, ArchivedWal> known) {
        return wals.stream()
                .filter(wal -> !known.containsKey(wal.name()))
                .map(wal -> XlogDbLine.render(wal, columns))
                .collect(Collectors.joining());
    }

    /** WAL comes in the order of its names, so that looking is seldom needed. */
    private boolean isNews(List<ArchivedWal> wals, long length) {
        return length == expectedLength
                && wals.stream().allMatch(wal -> wal.name().compareTo(highest) > 0);
    }

    private void seen(String name) {
        highest = name.compareTo(highest) > 0 ? name : highest;
    }

    /** Those lines that there are of these names. */
    private Map<String, ArchivedWal> listed(List<ArchivedWal> wals) throws IOException {
        Set<String> wanted = wals.stream().map(ArchivedWal::name).collect(Collectors.toSet());
        Map<String, ArchivedWal> found = new HashMap<>();
        lines(line -> {
            String name = XlogDbLine.name(line);
            seen(name);
            if (wanted.contains(name)) {
                XlogDbLine.parse(line).ifPresent(wal -> found.put(name, wal));
            }
        });
        return found;
    }

    private void replace(List<ArchivedWal> wals, Map<String, ArchivedWal> known) throws IOException {
        Map<String, String> others = new HashMap<>();
        for (ArchivedWal wal : wals) {
            ArchivedWal there = known.get(wal.name());
            if (there != null && !XlogDbLine.agree(there, wal)) {
                others.put(wal.name(), XlogDbLine.render(wal, columns));
            }
        }
        if (!others.isEmpty()) {
            new LineReplacement(others).in(file);
            expectedLength = Files.size(file);
        }
    }

    @Override
    public boolean contains(String name, long size) throws IOException {
        Optional<ArchivedWal> found = LastLine.beginningWith(name + "\t", file).flatMap(XlogDbLine::parse);
        if (found.isEmpty()) {
            found = Optional.ofNullable(listed(List.of(new ArchivedWal(name, size, Instant.EPOCH, Optional.empty())))
                    .get(name));
        }
        return found.filter(wal -> wal.size() == size).isPresent();
    }

    /**
     * Whether a file of that name is in it; writes nothing. What standbys ask for again and again, the next segment of the
     * timeline that came lately and the history of the next one, costs a look at the end.
     */
    public boolean lists(String name) throws IOException {
        String start = name + "\t";
        if (LastLine.beginningWith(start, file).isPresent()) {
            return true;
        }
        if (isNext(start)) {
            return false;
        }
        AtomicBoolean found = new AtomicBoolean();
        lines(line -> {
            if (line.startsWith(start)) {
                found.set(true);
            }
        });
        return found.get();
    }

    private boolean isNext(String start) throws IOException {
        List<String> late = LastLine.late(file);
        // A server that was left for another timeline may have gone on, and come later than what is newer by its name.
        boolean isOfAnother = !start.contains(".history\t")
                && late.stream().anyMatch(line -> !line.startsWith(start.substring(0, TIMELINE)));
        return !late.isEmpty() && !isOfAnother && late.stream().allMatch(line -> line.compareTo(start) < 0);
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
        names.forEach(this::seen);
        return names;
    }

    /** Hands every entry over, in the order of the file; what cannot be read as a line is passed over. */
    public void forEach(Consumer<ArchivedWal> consumer) throws IOException {
        lines(line -> XlogDbLine.parse(line).ifPresent(consumer));
    }

    private void lines(Consumer<String> consumer) throws IOException {
        if (!Files.exists(file)) {
            return;
        }
        try (BufferedReader lines = Files.newBufferedReader(file, StandardCharsets.UTF_8)) {
            String line = lines.readLine();
            while (line != null) {
                consumer.accept(line);
                line = lines.readLine();
            }
        }
    }

    /** The segment archived last; empty if there is none. */
    public Optional<ArchivedWal> last() throws IOException {
        return LastLine.of(file).flatMap(XlogDbLine::parse);
    }
}
