package io.jbarman.runtime;

import io.jbarman.archive.ServerIdentity;
import io.jbarman.archive.fs.SyncedDirectories;
import io.jbarman.config.ServerConfig;
import io.jbarman.json.Json;
import io.jbarman.json.JsonBuilder;
import io.jbarman.json.JsonException;
import io.jbarman.json.JsonValue;
import io.jbarman.json.JsonValue.JsonObject;
import io.jbarman.pg.SystemIdentifier;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** Barman's {@code identity.json}: which cluster a server's archive is of. Written once, by whoever comes first. */
public final class Identities {
    private final Path directory;
    private final Path file;

    public Identities(ServerConfig server) {
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
