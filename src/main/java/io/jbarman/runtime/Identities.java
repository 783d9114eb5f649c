package io.jbarman.runtime;

import io.jbarman.archive.ArchiveContents;
import io.jbarman.archive.ArchiveStore;
import io.jbarman.archive.ServerIdentity;
import io.jbarman.archive.SyncedDirectories;
import io.jbarman.archive.WalFileName;
import io.jbarman.archive.fs.FileArchiveStore;
import io.jbarman.config.ServerConfig;
import io.jbarman.diagnostics.Diagnostic;
import io.jbarman.diagnostics.ProblemException;
import io.jbarman.pg.SegmentName;
import io.jbarman.pg.SystemIdentifier;
import io.jbarman.runtime.IdentityFile.Written;
import io.jbarman.wal.StreamOrigin;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Barman's {@code identity.json}: which cluster a server's archive is of. Written once, by whoever comes first. */
public final class Identities {
    private static final Logger LOG = LoggerFactory.getLogger(Identities.class);

    private final ServerConfig server;
    private final Path directory;
    private final IdentityFile file;
    private volatile String told = "";
    private volatile Optional<ServerIdentity> seen = Optional.empty();

    public Identities(ServerConfig server) {
        this.server = server;
        this.directory = server.backupDirectory();
        this.file = new IdentityFile(directory.resolve("identity.json"));
    }

    /** Where it is. */
    public Path file() {
        return file.path();
    }

    /** What it says; where it cannot say it, what the WAL says that is here; nothing is known where it is not there. */
    public ServerIdentity read() {
        Written written = file.read();
        if (written instanceof Written.Known known) {
            return known.identity();
        }
        return written instanceof Written.Silent ? ofWal() : ServerIdentity.UNKNOWN;
    }

    /** The same; where it is not there or names no cluster, the WAL says it, too: whoever asks writes down what a server says. */
    ServerIdentity readOrSeen() {
        ServerIdentity written = read();
        return written.system().isPresent() ? written : ofWal();
    }

    /**
     * The same; of a server that only sends its WAL, and of which nothing is written down yet, its archive says it: the
     * oldest segment there. That is not written down: what the server itself comes to say counts for more.
     */
    ServerIdentity known() {
        Written written = file.read();
        if (written instanceof Written.Silent) {
            return knownInSpite();
        }
        return written instanceof Written.Absent && server.streamingArchiver() ? ServerIdentity.UNKNOWN : readOrSeen();
    }

    /**
     * The same, for whoever takes WAL that is sent.
     *
     * @throws ProblemException if that was written down and nothing here can say it now: whatever was taken would then be
     *     what this archive is of
     */
    ServerIdentity knownForTaking() {
        ServerIdentity known = known();
        undecided(known).ifPresent(problem -> {
            throw new ProblemException(problem);
        });
        return known;
    }

    /** Why nobody can say whose archive this is, though that was written down; empty if somebody can. */
    Optional<Diagnostic> undecided() {
        return undecided(known());
    }

    private Optional<Diagnostic> undecided(ServerIdentity known) {
        return known.system().isPresent() ? Optional.empty() : damage();
    }

    /** Asked for each segment that is sent, and looking takes its time. */
    private ServerIdentity knownInSpite() {
        if (seen.isEmpty()) {
            damage().ifPresent(this::tellOnce);
            seen = Optional.of(ofWal()).filter(identity -> identity.system().isPresent());
        }
        return seen.orElse(ServerIdentity.UNKNOWN);
    }

    /** Whether somebody has written down what can be understood. */
    boolean isWritten() {
        return file.read() instanceof Written.Known known
                && known.identity().system().isPresent();
    }

    /** What is wrong with the file, and what to do; empty if nothing is. */
    Optional<Diagnostic> damage() {
        Written written = file.read();
        if (written instanceof Written.Unreadable unreadable) {
            return Optional.of(unreadable(unreadable.why()));
        }
        return written instanceof Written.Damaged damaged ? Optional.of(damaged(damaged.why())) : Optional.empty();
    }

    private Diagnostic unreadable(String why) {
        String until = ofWal().system()
                .map(system ->
                        "; until then the WAL here says it, which is of the cluster with system identifier " + system)
                .orElse("; until then nothing is taken, since there is no WAL here to say whose it is");
        return Diagnostic.error(
                "identity-unreadable",
                file.path() + " cannot be read: " + why,
                "let the account that runs jbarman read it" + until);
    }

    private Diagnostic damaged(String why) {
        String remedy = ofWal().system()
                .map(
                        system -> "the WAL here is of the cluster with system identifier " + system
                                + ": as soon as that server answers, the file is written anew, and the damaged one kept beside it")
                .orElse("there is no WAL here to say whose it is: see that the connection strings of server '"
                        + server.name() + "' lead to the server whose backups these are, then remove the file: it is"
                        + " written anew");
        return Diagnostic.error("identity-damaged", file.path() + " cannot be understood: " + why, remedy);
    }

    private void tellOnce(Diagnostic problem) {
        if (!told.equals(problem.summary())) {
            told = problem.summary();
            LOG.warn("server '{}': {}; {}", server.name(), problem.summary(), problem.hint());
        }
    }

    /** By the oldest archived segment; where none is, by what was streamed. Unknown where nothing says it. */
    private ServerIdentity ofWal() {
        ServerIdentity archived = seen(this::ofOldest);
        return archived.system().isPresent()
                ? archived
                : seen(() -> new ServerIdentity(StreamOrigin.of(StreamStorage.of(server)), Optional.empty()));
    }

    private interface Look {
        ServerIdentity identity() throws IOException;
    }

    private ServerIdentity seen(Look look) {
        try {
            return look.identity();
        } catch (IOException e) {
            LOG.warn("server '{}': whose WAL this is could not be seen: {}", server.name(), e.toString());
            return ServerIdentity.UNKNOWN;
        }
    }

    /** Of those that can be read and begin as a segment does. */
    private ServerIdentity ofOldest() throws IOException {
        ArchiveStore store = new FileArchiveStore(server.walsDirectory());
        ArchiveContents contents = new ArchiveContents(store, WalCompressions.of(server));
        return store.list("").stream()
                .map(object -> object.key().substring(object.key().lastIndexOf('/') + 1))
                .filter(SegmentName::matches)
                .flatMap(name -> WalFileName.parse(name).stream())
                .map(segment -> seen(() -> contents.writer(segment)))
                .filter(identity -> identity.system().isPresent())
                .findFirst()
                .orElse(ServerIdentity.UNKNOWN);
    }

    /**
     * Writes down whose WAL this is, unless it is written down already, or the WAL here says otherwise. A file that cannot
     * be read is left alone: what it says may be true.
     */
    public void remember(SystemIdentifier system, int major) throws IOException {
        Written written = file.read();
        if (written instanceof Written.Absent) {
            SyncedDirectories.create(directory);
            file.write(system, major);
        } else if (written instanceof Written.Unreadable) {
            damage().ifPresent(this::tellOnce);
        } else if (written instanceof Written.Damaged damaged
                && ofWal().system().equals(Optional.of(system))) {
            writeAnew(damaged, system, major);
        }
    }

    /** Where that fails, as on a full disk, whose WAL this is is known all the same. */
    private void writeAnew(Written.Damaged damaged, SystemIdentifier system, int major) {
        try {
            Path copy = file.keepCopy();
            file.write(system, major);
            LOG.warn(
                    "server '{}': {} could not be understood ({}) and is written anew: the WAL here and the server say {};"
                            + " what it was is kept as {}",
                    server.name(),
                    file.path(),
                    damaged.why(),
                    system,
                    copy);
        } catch (IOException e) {
            LOG.warn("server '{}': {} could not be written anew: {}", server.name(), file.path(), e.toString());
        }
    }

    /** The same by what is known of it, if that is enough. */
    void remember(ServerIdentity identity) throws IOException {
        if (identity.system().isPresent() && identity.major().isPresent()) {
            remember(identity.system().get(), identity.major().get());
        }
    }
}
