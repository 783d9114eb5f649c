package io.jbarman.runtime;

import io.jbarman.archive.ServerIdentity;
import io.jbarman.json.Json;
import io.jbarman.json.JsonBuilder;
import io.jbarman.json.JsonException;
import io.jbarman.json.JsonValue;
import io.jbarman.json.JsonValue.JsonNull;
import io.jbarman.json.JsonValue.JsonObject;
import io.jbarman.pg.SystemIdentifier;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;

/** Barman's {@code identity.json} as it stands on disk. */
record IdentityFile(Path path) {
    /** What is there. */
    sealed interface Written {
        /** Nothing. */
        record Absent() implements Written {}

        /** What it says, which may be little. */
        record Known(ServerIdentity identity) implements Written {}

        /** A file that does not say it for now. */
        sealed interface Silent extends Written {
            String why();
        }

        /** One that says nothing that can be understood, as a crash leaves it. */
        record Damaged(String why) implements Silent {}

        /** One that cannot be read, as when it is another account's: it may be as good as ever. */
        record Unreadable(String why) implements Silent {}
    }

    Written read() {
        try {
            JsonObject object = Json.parse(new String(Files.readAllBytes(path), StandardCharsets.UTF_8))
                    .asObject();
            return new Written.Known(new ServerIdentity(
                    text(object, "systemid").map(SystemIdentifier::parse),
                    text(object, "version")
                            .map(version -> version.replaceFirst("\\..*", ""))
                            .map(Integer::valueOf)));
        } catch (NoSuchFileException e) {
            return new Written.Absent();
        } catch (AccessDeniedException e) {
            return new Written.Unreadable("permission denied");
        } catch (IOException e) {
            return new Written.Unreadable(e.toString());
        } catch (JsonException | IllegalArgumentException e) {
            return new Written.Damaged(
                    String.valueOf(e.getMessage()).lines().findFirst().orElse("it is empty"));
        }
    }

    private static Optional<String> text(JsonObject object, String name) {
        return object.find(name).filter(value -> !(value instanceof JsonNull)).map(JsonValue::asText);
    }

    /** Puts one there; durable on return. */
    void write(SystemIdentifier system, int major) throws IOException {
        WholeFile.write(
                path,
                Json.write(new JsonBuilder()
                        .put("systemid", system.toString())
                        .put("version", Integer.toString(major))
                        .build()));
    }

    /** Keeps what is there under another name as well; gives that. */
    Path keepCopy() throws IOException {
        Path copy = path.resolveSibling(path.getFileName() + ".damaged");
        for (int number = 1; Files.exists(copy); number++) {
            copy = path.resolveSibling(path.getFileName() + ".damaged." + number);
        }
        return Files.copy(path, copy);
    }
}
