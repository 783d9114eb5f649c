package io.jbarman.runtime;

import io.jbarman.json.Json;
import io.jbarman.json.JsonBuilder;
import io.jbarman.json.JsonException;
import io.jbarman.json.JsonValue.JsonObject;
import java.io.BufferedReader;
import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.Channels;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
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

    private final Path path;
    private final Handler handler;
    private final ServerSocketChannel channel;
    private final ExecutorService conversations = Executors.newCachedThreadPool(ControlServer::daemon);

    private ControlServer(Path path, Handler handler, ServerSocketChannel channel) {
        this.path = path;
        this.handler = handler;
        this.channel = channel;
    }

    /** Listens from now on. A socket that stands there is a dead runtime's: the caller holds the runtime's lock. */
    public static ControlServer open(Path path, Handler handler) throws IOException {
        Files.deleteIfExists(path);
        ServerSocketChannel channel = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
        channel.bind(UnixDomainSocketAddress.of(path));
        Files.setPosixFilePermissions(path, PosixFilePermissions.fromString("rw-------"));
        ControlServer server = new ControlServer(path, handler, channel);
        server.conversations.execute(server::accept);
        return server;
    }

    private static Thread daemon(Runnable task) {
        Thread thread = new Thread(task, "control");
        thread.setDaemon(true);
        return thread;
    }

    private void accept() {
        try {
            while (channel.isOpen()) {
                SocketChannel caller = channel.accept();
                conversations.execute(() -> converse(caller));
            }
        } catch (ClosedChannelException e) {
            LOG.debug("the control socket is closed");
        } catch (IOException e) {
            LOG.error("the control socket failed: {}", e.getMessage());
        }
    }

    private void converse(SocketChannel caller) {
        try (caller) {
            BufferedReader requests = new BufferedReader(Channels.newReader(caller, StandardCharsets.UTF_8));
            String line = requests.readLine();
            while (line != null) {
                caller.write(StandardCharsets.UTF_8.encode(Json.write(answer(line)) + "\n"));
                line = requests.readLine();
            }
        } catch (IOException e) {
            LOG.debug("a caller went away", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
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
        channel.close();
        conversations.shutdown();
        Files.deleteIfExists(path);
    }
}
