package io.jbarman.runtime;

import io.jbarman.archive.ArchiveContents;
import io.jbarman.archive.ArchiveStore;
import io.jbarman.archive.ServerIdentity;
import io.jbarman.archive.WalFileName;
import io.jbarman.archive.fs.FileArchiveStore;
import io.jbarman.config.ServerConfig;
import io.jbarman.pg.SegmentName;
import io.jbarman.wal.StreamOrigin;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Whose WAL a server has here, by looking at it. What cannot be read is told in one line, however much it is, and again
 * only when it is something else.
 */
final class WalIdentity {
    private static final Logger LOG = LoggerFactory.getLogger(WalIdentity.class);
    /** Of either end of an archive: where nothing in it can be read, there may be tens of thousands more. */
    private static final int FEW = 32;

    private final ServerConfig server;
    private volatile String told = "";

    WalIdentity(ServerConfig server) {
        this.server = server;
    }

    /** By the oldest archived segment; where none is, by what was streamed. Unknown where nothing says it. */
    ServerIdentity look() {
        List<String> failures = new ArrayList<>();
        ServerIdentity archived = seen(() -> ofArchive(failures), failures);
        ServerIdentity found = archived.system().isPresent() ? archived : seen(this::ofStream, failures);
        tell(failures);
        return found;
    }

    private interface Look {
        ServerIdentity identity() throws IOException;
    }

    private static ServerIdentity seen(Look look, List<String> failures) {
        try {
            return look.identity();
        } catch (IOException e) {
            failures.add(e.toString());
            return ServerIdentity.UNKNOWN;
        }
    }

    private ServerIdentity ofStream() throws IOException {
        return new ServerIdentity(StreamOrigin.of(StreamStorage.of(server)), Optional.empty());
    }

    /** Of those that can be read and begin as a segment does. */
    private ServerIdentity ofArchive(List<String> failures) throws IOException {
        ArchiveStore store = new FileArchiveStore(server.walsDirectory());
        ArchiveContents contents = new ArchiveContents(store, WalCompressions.of(server));
        return ends(segments(store)).stream()
                .map(segment -> seen(() -> contents.writer(segment), failures))
                .filter(identity -> identity.system().isPresent())
                .findFirst()
                .orElse(ServerIdentity.UNKNOWN);
    }

    private static List<WalFileName> segments(ArchiveStore store) throws IOException {
        return store.list("").stream()
                .map(object -> object.key().substring(object.key().lastIndexOf('/') + 1))
                .filter(SegmentName::matches)
                .flatMap(name -> WalFileName.parse(name).stream())
                .toList();
    }

    /** The oldest, and then the newest. */
    private static List<WalFileName> ends(List<WalFileName> segments) {
        List<WalFileName> ends = new ArrayList<>(segments.subList(0, Math.min(FEW, segments.size())));
        List<WalFileName> last =
                new ArrayList<>(segments.subList(Math.max(ends.size(), segments.size() - FEW), segments.size()));
        Collections.reverse(last);
        ends.addAll(last);
        return ends;
    }

    private void tell(List<String> failures) {
        String first = failures.isEmpty() ? "" : failures.get(0);
        if (!first.isEmpty() && !first.equals(told)) {
            LOG.warn(
                    "server '{}': {} of the places that would say whose WAL this is cannot be read, such as {}; let the"
                            + " account that runs jbarman read what is in {}",
                    server.name(),
                    failures.size(),
                    first,
                    server.backupDirectory());
        }
        told = first;
    }
}
