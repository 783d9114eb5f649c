package io.jbarman.runtime;

import io.jbarman.config.BarmanConfig;
import io.jbarman.config.ServerConfig;
import io.jbarman.ingest.Answer;
import io.jbarman.ingest.GetWal;
import io.jbarman.ingest.PutWal;
import io.jbarman.ingest.WalCommand;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * put-wal and get-wal on a Unix-domain socket. A caller sends one line, {@code ORIGIN VERB WORD ...} with {@code -} for
 * an unknown origin, and for put-wal the tar stream after it. It gets back a line with the exit status and then, up to
 * the end, the WAL or the messages.
 *
 * <p>Status 0 of get-wal comes before the bytes, with a receipt after it: should this process die meanwhile, the caller
 * sees the end of a file and nothing else. So it asks afterwards, by {@code - delivered RECEIPT}.
 */
final class WalSocket implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(WalSocket.class);
    private static final int LONGEST_LINE = 4096;
    private static final String UNKNOWN = "-";

    private final Supplier<BarmanConfig> config;
    private final Consumer<String> wake;
    private final Clock clock;
    private final Map<ServerConfig, PutWal> doors = new ConcurrentHashMap<>();
    private final Receipts receipts = new Receipts();
    private final SocketListener listener;

    private WalSocket(Path path, Supplier<BarmanConfig> config, Consumer<String> wake, Clock clock) throws IOException {
        this.config = config;
        this.clock = clock;
        this.wake = wake;
        this.listener = SocketListener.open("wal", path, this::converse);
    }

    /**
     * Listens from now on.
     *
     * @param config asked at every call, since it may be loaded anew
     * @param wake told the server for which something has come in
     */
    static WalSocket open(Path path, Supplier<BarmanConfig> config, Consumer<String> wake, Clock clock)
            throws IOException {
        return new WalSocket(path, config, wake, clock);
    }

    private void converse(SocketChannel caller) throws IOException {
        InputStream in = Channels.newInputStream(caller);
        Conversation conversation = new Conversation(in, Channels.newOutputStream(caller));
        String[] words = line(in).split(" ", -1);
        try {
            WalCommand command = WalCommand.parse(List.of(words).subList(1, words.length));
            conversation.serve(words[0].equals(UNKNOWN) ? "" : words[0], command);
        } catch (IllegalArgumentException e) {
            conversation.answer(new Answer(2, List.of(String.valueOf(e.getMessage()))));
        }
    }

    /** Byte by byte: what follows the line is a tar stream. */
    private static String line(InputStream in) throws IOException {
        StringBuilder line = new StringBuilder();
        for (int next = in.read(); next != '\n'; next = in.read()) {
            if (next < 0 || line.length() == LONGEST_LINE) {
                throw new IOException("not a request: " + line);
            }
            line.append((char) next);
        }
        return line.toString();
    }

    /** One caller. */
    private final class Conversation {
        private final InputStream in;
        private final OutputStream out;
        private boolean answered;

        Conversation(InputStream in, OutputStream out) {
            this.in = in;
            this.out = out;
        }

        void serve(String origin, WalCommand command) throws IOException {
            if (command instanceof WalCommand.Put put) {
                server(put.server(), server -> put(server, put, origin));
            } else if (command instanceof WalCommand.Get get) {
                server(get.server(), server -> get(server, get));
            } else if (command instanceof WalCommand.Delivered delivery) {
                boolean whole = receipts.redeem(delivery.receipt());
                answer(whole ? new Answer(0, List.of()) : Answer.failed("no such delivery"));
            } else {
                answer(new Answer(0, List.of()));
            }
        }

        private void server(String name, Served served) throws IOException {
            Optional<ServerConfig> server = config.get().find(name);
            Optional<String> closed =
                    server.isEmpty() ? Optional.of("Unknown server '" + name + "'") : server.flatMap(WalDoors::closed);
            if (closed.isPresent()) {
                answer(Answer.failed(closed.get()));
                return;
            }
            try {
                served.by(server.orElseThrow());
            } catch (IOException e) {
                LOG.error("server '{}': put-wal or get-wal failed: {}", name, e.toString());
                if (answered) {
                    throw e;
                }
                answer(Answer.failed(StorageProblem.of(server.orElseThrow(), e).summary()));
            }
        }

        private void put(ServerConfig server, WalCommand.Put put, String origin) throws IOException {
            PutWal door = doors.computeIfAbsent(server, found -> WalDoors.in(found, clock));
            if (put.test()) {
                Optional<String> deadEnd = WalDoors.deadEnd(server);
                answer(deadEnd.isPresent() ? Answer.failed(deadEnd.get()) : door.test());
                return;
            }
            Answer answer = put.compressed() ? door.receiveCompressed(in, origin) : door.receive(in, origin);
            answer.lines().forEach(line -> LOG.warn("server '{}': {}", server.name(), line));
            try {
                answer(answer);
            } finally {
                // Afterwards, since archiving takes the processor that the way back needs.
                if (answer.status() == 0) {
                    wake.accept(server.name());
                }
            }
        }

        private void get(ServerConfig server, WalCommand.Get get) throws IOException {
            GetWal door = WalDoors.out(server);
            if (get.test() || get.peek() > 0) {
                answer(get.test() ? door.test() : door.peek(get.request().name(), get.peek()));
                return;
            }
            String receipt = receipts.next();
            Answer answer = door.deliver(get.request(), () -> {
                status("0 " + receipt);
                return out;
            });
            if (answer.status() == 0) {
                receipts.keep(receipt);
            } else {
                answer(answer);
            }
        }

        /** All of what the caller still sends is read first: it would not hear us otherwise. */
        private void answer(Answer answer) throws IOException {
            in.transferTo(OutputStream.nullOutputStream());
            status(Integer.toString(answer.status()));
            out.write(answer.text().getBytes(StandardCharsets.UTF_8));
        }

        private void status(String status) throws IOException {
            answered = true;
            out.write((status + "\n").getBytes(StandardCharsets.UTF_8));
        }
    }

    /** What is done for a server that can be served. */
    private interface Served {
        void by(ServerConfig server) throws IOException;
    }

    @Override
    public void close() throws IOException {
        listener.close();
    }
}
