package io.jbarman.runtime;

import io.jbarman.archive.ServerIdentity;
import io.jbarman.archive.SyncedDirectories;
import io.jbarman.config.ServerConfig;
import io.jbarman.diagnostics.Diagnostic;
import io.jbarman.diagnostics.ProblemException;
import io.jbarman.pg.SystemIdentifier;
import io.jbarman.runtime.IdentityFile.Written;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Barman's {@code identity.json}: which cluster a server's archive is of. Written once, by whoever comes first. */
public final class Identities {
    private static final Logger LOG = LoggerFactory.getLogger(Identities.class);

    private final ServerConfig server;
    private final Path directory;
    private final IdentityFile file;
    private final Supplier<ServerIdentity> wal;
    private final SeenIdentity seen;
    private volatile String told = "";

    public Identities(ServerConfig server) {
        this(server, new WalIdentity(server)::look, System::nanoTime);
    }

    /** @param wal whose WAL is here, by looking at it */
    Identities(ServerConfig server, Supplier<ServerIdentity> wal, LongSupplier nanos) {
        this.server = server;
        this.directory = server.backupDirectory();
        this.file = new IdentityFile(directory.resolve("identity.json"));
        this.wal = wal;
        this.seen = new SeenIdentity(wal, nanos);
    }

    /** Where it is. */
    public Path file() {
        return file.path();
    }

    /** What it says; where it cannot say it, what the WAL says that is here; nothing is known where it is not there. */
    public ServerIdentity read() {
        Written written = file.read();
        return written instanceof Written.Silent ? seen.get() : said(written);
    }

    private static ServerIdentity said(Written written) {
        return written instanceof Written.Known known ? known.identity() : ServerIdentity.UNKNOWN;
    }

    /** The same; where it is not there or names no cluster, the WAL says it, too: whoever asks writes down what a server says. */
    ServerIdentity readOrSeen() {
        Written written = file.read();
        if (written instanceof Written.Silent) {
            return seen.get();
        }
        return said(written).system().isPresent() ? said(written) : wal.get();
    }

    /**
     * The same, for whoever asks often; of a server of which nothing is written down yet, its archive says it: the oldest
     * segment there. That is not written down: what the server itself comes to say counts for more.
     */
    ServerIdentity known() {
        Written written = file.read();
        if (written instanceof Written.Silent) {
            return knownInSpite();
        }
        return said(written).system().isPresent() ? said(written) : seen.getOrLook();
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
        return known.system().isPresent() ? Optional.empty() : damage(known);
    }

    private ServerIdentity knownInSpite() {
        ServerIdentity known = seen.get();
        damage(known).ifPresent(this::tellOnce);
        return known;
    }

    /** Whether somebody has written down what can be understood. */
    boolean isWritten() {
        return said(file.read()).system().isPresent();
    }

    /** Whether the file is there and does not say it. */
    boolean isSilent() {
        return file.read() instanceof Written.Silent;
    }

    /** What is wrong with the file, and what to do; empty if nothing is. */
    Optional<Diagnostic> damage() {
        return isSilent() ? damage(seen.get()) : Optional.empty();
    }

    /** @param seen what the WAL says */
    private Optional<Diagnostic> damage(ServerIdentity seen) {
        Written written = file.read();
        if (written instanceof Written.Unreadable unreadable) {
            return Optional.of(unreadable(unreadable.why(), seen.system()));
        }
        return written instanceof Written.Damaged damaged
                ? Optional.of(damaged(damaged.why(), seen.system()))
                : Optional.empty();
    }

    private Diagnostic unreadable(String why, Optional<SystemIdentifier> seen) {
        String until = seen.map(system ->
                        "; until then the WAL here says it, which is of the cluster with system identifier " + system)
                .orElse("; until then nothing is taken, since no WAL that can be read here says whose it is");
        return Diagnostic.error(
                "identity-unreadable",
                file.path() + " cannot be read: " + why,
                "let the account that runs jbarman read it" + until);
    }

    private Diagnostic damaged(String why, Optional<SystemIdentifier> seen) {
        String remedy = seen.map(
                        system -> "the WAL here is of the cluster with system identifier " + system
                                + ": as soon as that server answers, the file is written anew, and the damaged one kept beside it")
                .orElse("no WAL that can be read here says whose it is: see that the connection strings of server '"
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
            knownInSpite();
        } else if (written instanceof Written.Damaged damaged
                && seen.get().system().equals(Optional.of(system))) {
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
