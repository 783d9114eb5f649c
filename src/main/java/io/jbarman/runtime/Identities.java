package io.jbarman.runtime;

import io.jbarman.archive.ArchiveContents;
import io.jbarman.archive.ArchiveStore;
import io.jbarman.archive.ServerIdentity;
import io.jbarman.archive.SyncedDirectories;
import io.jbarman.archive.WalFileName;
import io.jbarman.archive.fs.FileArchiveStore;
import io.jbarman.config.ServerConfig;
import io.jbarman.json.Json;
import io.jbarman.json.JsonBuilder;
import io.jbarman.json.JsonException;
import io.jbarman.json.JsonValue;
import io.jbarman.json.JsonValue.JsonObject;
import io.jbarman.pg.SegmentName;
import io.jbarman.pg.SystemIdentifier;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Barman's {@code identity.json}: which cluster a server's archive is of. Written once, by whoever comes first. */
public final class Identities {
    private static final Logger LOG = LoggerFactory.getLogger(Identities.class);

    private final ServerConfig server;
    private final Path directory;
    private final Path file;

    public Identities(ServerConfig server) {
        this.server = server;
        this.directory = server.backupDirectory();
        this.file = server.backupDirectory().resolve("identity.json");
    }

    /** Where it is. */
    public Path file() {
        return file;
    }

    /** What it says; nothing is known where it is not there. */
    public ServerIdentity read() {
        try {
            JsonObject object = Json.parse(Files.readString(file)).asObject();
            return new ServerIdentity(
                    text(object, "systemid").map(SystemIdentifier::parse),
                    text(object, "version")
                            .map(version -> version.replaceFirst("\\..*", ""))
                            .map(Integer::valueOf));
        } catch (IOException | JsonException | NumberFormatException e) {
            return ServerIdentity.UNKNOWN;
        }
    }

    /**
     * The same; of a server that only sends its WAL, and of which nothing is written down yet, its archive says it: the
     * oldest segment there. That is not written down: what the server itself comes to say counts for more.
     */
    ServerIdentity known() {
        ServerIdentity written = read();
        if (written.system().isPresent() || server.streamingArchiver() || Files.exists(file)) {
            return written;
        }
        try {
            return ofOldest();
        } catch (IOException e) {
            LOG.warn("server '{}': whose WAL its archive holds could not be seen: {}", server.name(), e.getMessage());
            return written;
        }
    }

    private ServerIdentity ofOldest() throws IOException {
        ArchiveStore store = new FileArchiveStore(server.walsDirectory());
        Optional<WalFileName> oldest = store.list("").stream()
                .map(object -> object.key().substring(object.key().lastIndexOf('/') + 1))
                .filter(SegmentName::matches)
                .findFirst()
                .flatMap(WalFileName::parse);
        return oldest.isPresent()
                ? new ArchiveContents(store, WalCompressions.of(server)).writer(oldest.get())
                : ServerIdentity.UNKNOWN;
    }

    /** Writes down whose WAL this is, unless it is written down already. */
    public void remember(SystemIdentifier system, int major) throws IOException {
        if (Files.exists(file)) {
            return;
        }
        SyncedDirectories.create(directory);
        WholeFile.write(
                file,
                Json.write(new JsonBuilder()
                        .put("systemid", system.toString())
                        .put("version", Integer.toString(major))
                        .build()));
    }

    /** The same by what is known of it, if that is enough. */
    void remember(ServerIdentity identity) throws IOException {
        if (identity.system().isPresent() && identity.major().isPresent()) {
            remember(identity.system().get(), identity.major().get());
        }
    }

    private static Optional<String> text(JsonObject object, String name) {
        return object.find(name).filter(JsonValue.JsonText.class::isInstance).map(JsonValue::asText);
    }
}
