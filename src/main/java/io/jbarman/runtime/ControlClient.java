package io.jbarman.runtime;

import io.jbarman.json.Json;
import io.jbarman.json.JsonBuilder;
import io.jbarman.json.JsonException;
import io.jbarman.json.JsonValue.JsonObject;
import java.io.BufferedReader;
import java.io.IOException;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.Channels;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** Asks a running runtime. */
public final class ControlClient {
    private final RunDirectory directory;

    public ControlClient(RunDirectory directory) {
        this.directory = directory;
    }

    /** The answer to a command; empty if no runtime answers there. */
    public Optional<JsonObject> ask(String command) {
        return ask(new JsonBuilder().put("command", command).build());
    }

    /** The answer to a command about one server; empty if no runtime answers there. */
    public Optional<JsonObject> ask(String command, String server) {
        return ask(
                new JsonBuilder().put("command", command).put("server", server).build());
    }

    private Optional<JsonObject> ask(JsonObject request) {
        try (SocketChannel channel = SocketChannel.open(UnixDomainSocketAddress.of(directory.socket()))) {
            channel.write(StandardCharsets.UTF_8.encode(Json.write(request) + "\n"));
            BufferedReader answers = new BufferedReader(Channels.newReader(channel, StandardCharsets.UTF_8));
            return Optional.ofNullable(answers.readLine())
                    .map(line -> Json.parse(line).asObject());
        } catch (IOException | JsonException | IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    /** How the runtime says that a server stands; empty if none runs, or it has no such server. */
    public Optional<JsonObject> status(String server) {
        return ask("status")
                .flatMap(answer -> answer.find("servers"))
                .flatMap(servers -> servers.asObject().find(server))
                .map(status -> status.asObject());
    }

    /** Whether a runtime is at work on that server, so that what is to be done is its to do. */
    public boolean owns(String server) {
        return status(server)
                .filter(status -> status.find("problem").isEmpty())
                .filter(status -> !text(status, "desired").equals(DesiredState.STOPPED.word()))
                .isPresent();
    }

    private static String text(JsonObject object, String member) {
        return object.find(member).map(value -> value.asText()).orElse("");
    }
}
