package io.jbarman.runtime;

import io.jbarman.json.Json;
import io.jbarman.json.JsonBuilder;
import io.jbarman.json.JsonException;
import io.jbarman.json.JsonValue.JsonObject;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.channels.Channels;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Answers requests on a Unix-domain socket: one JSON object per line each way, {@code {"command": ...}} in,
 * {@code {"ok": ...}} out. Who may open the socket may do everything, so it is its owner's alone.
 */
public final class ControlServer implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(ControlServer.class);

    /** What answers a request. */
    @FunctionalInterface
    public interface Handler {
        JsonObject handle(JsonObject request) throws IOException, InterruptedException;
    }

    private final Handler handler;
    private final SocketListener listener;

    private ControlServer(Path path, Handler handler) throws IOException {
        this.handler = handler;
        this.listener = SocketListener.open("control", path, this::converse);
    }

    /** Listens from now on. A socket that stands there is a dead runtime's: the caller holds the runtime's lock. */
    public static ControlServer open(Path path, Handler handler) throws IOException {
        return new ControlServer(path, handler);
    }

    private void converse(SocketChannel caller) throws IOException, InterruptedException {
        BufferedReader requests = new BufferedReader(Channels.newReader(caller, StandardCharsets.UTF_8));
        String line = requests.readLine();
        while (line != null) {
            caller.write(StandardCharsets.UTF_8.encode(Json.write(answer(line)) + "\n"));
            line = requests.readLine();
        }
    }

    private JsonObject answer(String line) throws InterruptedException {
        try {
            return handler.handle(Json.parse(line).asObject());
        } catch (JsonException e) {
            return error("not a request: " + e.getMessage());
        } catch (IOException | RuntimeException e) {
            LOG.error("request failed: {}", line, e);
            return error(String.valueOf(e.getMessage()));
        }
    }

    /** The answer that something cannot be done. */
    public static JsonObject error(String reason) {
        return new JsonBuilder().put("ok", false).put("error", reason).build();
    }

    @Override
    public void close() throws IOException {
        listener.close();
    }
}
