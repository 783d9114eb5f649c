package io.jbarman.runtime;

import io.jbarman.archive.ArchiveStore;
import io.jbarman.archive.DrainReport.ErrorKind;
import io.jbarman.archive.ErrorsDirectory;
import io.jbarman.archive.RecordCheck;
import io.jbarman.archive.SyncedDirectories;
import io.jbarman.archive.fs.FileArchiveStore;
import io.jbarman.config.ServerConfig;
import io.jbarman.pg.SegmentName;
import io.jbarman.pg.WalSegmentSize;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Arrays;
import java.util.Map;

/**
 * An archived segment with a wrong record. What the server has in its place goes the way of any WAL into the archive; what
 * was there is kept in the errors directory. The caller keeps the archiver from working meanwhile.
 */
record FlawedObject(ServerConfig server, SegmentName name, Clock clock) {
    private static final int PIECE = 1 << 16;

    /** Whether it lies where it was received, too, as the newest one does: what would be put there is not archived then. */
    boolean isKept() {
        return Files.exists(received());
    }

    private Path received() {
        return server.streamingWalsDirectory().resolve(name.toString());
    }

    /** Puts the server's segment in its place if that mends something; whether it did. */
    boolean giveWayTo(Path fresh) throws IOException {
        String key = name.directory() + "/" + name;
        ArchiveStore store = new FileArchiveStore(server.walsDirectory());
        if (store.find(key).isEmpty() || isSame(store, key, fresh) || !isMendedBy(store, fresh)) {
            return false;
        }
        try {
            Files.createLink(received(), fresh);
        } catch (FileAlreadyExistsException itIsOnItsWay) {
            return false;
        } catch (UnsupportedOperationException e) {
            throw new IOException("this file system has no hard links", e);
        }
        SyncedDirectories.sync(server.streamingWalsDirectory());
        // Until this the archived one counts: a crash in between leaves two that differ, which is told.
        new ErrorsDirectory(server.errorsDirectory(), clock)
                .take(server.walsDirectory().resolve(key), ErrorKind.INVALID);
        return true;
    }

    /** What comes may be damaged as well: it has to be good, with what comes before it, and something has to be better then. */
    private boolean isMendedBy(ArchiveStore store, Path fresh) throws IOException {
        WalSegmentSize size = new WalSegmentSize(Math.toIntExact(Files.size(fresh)));
        RecordCheck anew = check(store, Map.of(name, fresh));
        if (!anew.check(name, size).isEmpty()) {
            return false;
        }
        RecordCheck archived = check(store, Map.of());
        int before = archived.check(name, size).size()
                + archived.check(name.next(size), size).size();
        return anew.check(name.next(size), size).size() < before;
    }

    private RecordCheck check(ArchiveStore store, Map<SegmentName, Path> instead) {
        return new RecordCheck(store, WalCompressions.of(server), new Identities(server)::known, instead);
    }

    /** What cannot be read is not the same. */
    private boolean isSame(ArchiveStore store, String key, Path fresh) throws IOException {
        try (InputStream theirs = Files.newInputStream(fresh)) {
            return isSame(store, key, theirs);
        }
    }

    private boolean isSame(ArchiveStore store, String key, InputStream theirs) {
        try (InputStream ours = WalCompressions.of(server).plain(new BufferedInputStream(store.open(key), PIECE))) {
            byte[] piece = ours.readNBytes(PIECE);
            while (piece.length > 0 && Arrays.equals(piece, theirs.readNBytes(PIECE))) {
                piece = ours.readNBytes(PIECE);
            }
            return piece.length == 0 && theirs.read() < 0;
        } catch (IOException e) {
            return false;
        }
    }
}
