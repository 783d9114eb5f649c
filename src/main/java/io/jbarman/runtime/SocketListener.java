package io.jbarman.runtime;

import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A Unix-domain socket and a thread for everybody who calls. Who may open it may do everything, so it is its owner's
 * alone.
 */
final class SocketListener implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(SocketListener.class);

    /** What is done with a caller; the channel is closed afterwards. */
    @FunctionalInterface
    interface Conversation {
        void with(SocketChannel caller) throws IOException, InterruptedException;
    }

    private final String name;
    private final Path path;
    private final Conversation conversation;
    private final ServerSocketChannel channel;
    private final ExecutorService conversations;

    private SocketListener(String name, Path path, Conversation conversation, ServerSocketChannel channel) {
        this.name = name;
        this.path = path;
        this.conversation = conversation;
        this.channel = channel;
        this.conversations = Executors.newCachedThreadPool(this::daemon);
    }

    /** Listens from now on. A socket that stands there is a dead runtime's: the caller holds the runtime's lock. */
    static SocketListener open(String name, Path path, Conversation conversation) throws IOException {
        Files.deleteIfExists(path);
        ServerSocketChannel channel = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
        channel.bind(UnixDomainSocketAddress.of(path));
        Files.setPosixFilePermissions(path, PosixFilePermissions.fromString("rw-------"));
        SocketListener listener = new SocketListener(name, path, conversation, channel);
        listener.conversations.execute(listener::accept);
        return listener;
    }

    private Thread daemon(Runnable task) {
        Thread thread = new Thread(task, name);
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
            LOG.debug("the {} socket is closed", name);
        } catch (IOException e) {
            LOG.error("the {} socket failed: {}", name, e.getMessage());
        }
    }

    private void converse(SocketChannel caller) {
        try (caller) {
            conversation.with(caller);
        } catch (IOException e) {
            LOG.debug("a caller of the {} socket went away", name, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (RuntimeException | Error e) {
            LOG.error("a conversation on the {} socket failed", name, e);
        }
    }

    @Override
    public void close() throws IOException {
        channel.close();
        conversations.shutdown();
        Files.deleteIfExists(path);
    }
}
