package io.jbarman.metrics;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.jbarman.runtime.ServerStatus;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.List;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * {@code /metrics}, {@code /healthz} and {@code /readyz}. Asking costs no disk and waits for no server. Whoever talks
 * slowly, much or not at all loses the connection within seconds and delays nothing but other requests.
 */
public final class MetricsServer implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(MetricsServer.class);
    private static final int THREADS = 4;
    private static final int STACK = 256 << 10;
    private static final String PLAIN = "text/plain; charset=utf-8";

    private final HttpServer server;
    private final ThreadPoolExecutor threads;
    private final Supplier<List<ServerStatus>> status;
    private final String version;
    private final Clock clock;

    private MetricsServer(HttpServer server, Supplier<List<ServerStatus>> status, String version, Clock clock) {
        this.server = server;
        this.status = status;
        this.version = version;
        this.clock = clock;
        this.threads = new ThreadPoolExecutor(
                THREADS, THREADS, 10, TimeUnit.SECONDS, new LinkedBlockingQueue<>(), MetricsServer::daemon);
        threads.allowCoreThreadTimeOut(true);
    }

    /** Answers from now on. */
    public static MetricsServer open(
            InetSocketAddress address, Supplier<List<ServerStatus>> status, String version, Clock clock)
            throws IOException {
        limit();
        MetricsServer metrics = new MetricsServer(HttpServer.create(address, 64), status, version, clock);
        metrics.server.setExecutor(metrics.threads);
        metrics.server.createContext("/", metrics::answer);
        metrics.server.start();
        return metrics;
    }

    /** The JDK's server has no limits of time unless they are set before it is first used; seconds. */
    private static void limit() {
        System.setProperty("sun.net.httpserver.maxReqTime", "2");
        System.setProperty("sun.net.httpserver.maxRspTime", "5");
        System.setProperty("sun.net.httpserver.timerMillis", "2000");
        System.setProperty("sun.net.httpserver.idleInterval", "5");
        System.setProperty("sun.net.httpserver.maxIdleConnections", "16");
    }

    private static Thread daemon(Runnable task) {
        Thread thread = new Thread(null, task, "metrics", STACK);
        thread.setDaemon(true);
        return thread;
    }

    /** Where it listens. */
    public InetSocketAddress address() {
        return server.getAddress();
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            route(exchange);
        } catch (RuntimeException | Error e) {
            LOG.error("{} could not be answered", exchange.getRequestURI(), e);
            throw e;
        }
    }

    private void route(HttpExchange exchange) throws IOException {
        String method = exchange.getRequestMethod();
        if (!method.equals("GET") && !method.equals("HEAD")) {
            exchange.getResponseHeaders().set("Allow", "GET, HEAD");
            send(exchange, 405, PLAIN, "only GET and HEAD are answered\n");
            return;
        }
        switch (exchange.getRequestURI().getPath()) {
            case "/metrics" ->
                send(
                        exchange,
                        200,
                        MetricTable.CONTENT_TYPE,
                        RuntimeMetrics.of(status.get(), version, clock.instant()));
            case "/healthz" -> send(exchange, 200, PLAIN, "ok\n");
            case "/readyz" -> ready(exchange);
            default -> send(exchange, 404, PLAIN, "see /metrics, /healthz and /readyz\n");
        }
    }

    /** Ready is who receives from every server that it is to receive from. */
    private void ready(HttpExchange exchange) throws IOException {
        String waiting = status.get().stream()
                .filter(server -> !server.isWell())
                .map(server -> "not ready: " + server.name() + "\n")
                .collect(Collectors.joining());
        send(exchange, waiting.isEmpty() ? 200 : 503, PLAIN, waiting.isEmpty() ? "ok\n" : waiting);
    }

    private static void send(HttpExchange exchange, int code, String type, String text) throws IOException {
        send(exchange, code, type, text.getBytes(StandardCharsets.UTF_8));
    }

    private static void send(HttpExchange exchange, int code, String type, byte[] body) throws IOException {
        exchange.getResponseHeaders().set("Content-Type", type);
        if (exchange.getRequestMethod().equals("HEAD")) {
            exchange.sendResponseHeaders(code, -1);
            return;
        }
        exchange.sendResponseHeaders(code, body.length);
        exchange.getResponseBody().write(body);
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
