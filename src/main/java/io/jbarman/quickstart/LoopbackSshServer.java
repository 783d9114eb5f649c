package io.jbarman.quickstart;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.sshd.common.config.keys.KeyUtils;
import org.apache.sshd.common.keyprovider.KeyPairProvider;
import org.apache.sshd.common.session.Session;
import org.apache.sshd.common.session.SessionListener;
import org.apache.sshd.server.SshServer;
import org.apache.sshd.server.forward.AcceptAllForwardingFilter;
import org.apache.sshd.server.forward.ForwardingFilter;
import org.apache.sshd.server.forward.RejectAllForwardingFilter;

/**
 * An SSH server in this process, on a port of 127.0.0.1 that the system chooses. It lets one account in, by one key
 * made for this occasion, and runs commands as the account of this process. Loopback only, for minutes.
 */
public final class LoopbackSshServer implements AutoCloseable {
    private final SshServer server = SshServer.setUpDefaultServer();
    private final AtomicInteger logins = new AtomicInteger();
    private final Path directory;
    private final String user;

    private LoopbackSshServer(Path directory, String user) {
        this.directory = directory;
        this.user = user;
    }

    /** Starts one that allows forwarding, with its files in a directory of its own. */
    public static LoopbackSshServer start(Path directory) throws IOException {
        return start(directory, AcceptAllForwardingFilter.INSTANCE);
    }

    /** Starts one that refuses forwarding, as {@code AllowTcpForwarding no} does. */
    public static LoopbackSshServer startWithoutForwarding(Path directory) throws IOException {
        return start(directory, RejectAllForwardingFilter.INSTANCE);
    }

    private static LoopbackSshServer start(Path directory, ForwardingFilter forwarding) throws IOException {
        Files.createDirectories(directory);
        LoopbackSshServer loopback = new LoopbackSshServer(directory, System.getProperty("user.name", ""));
        LoopbackKeys keys = LoopbackKeys.generate();
        loopback.configure(keys, forwarding);
        loopback.server.start();
        keys.writeIdentity(loopback.identityFile());
        keys.writeKnownHosts(loopback.knownHosts(), loopback.port());
        return loopback;
    }

    private void configure(LoopbackKeys keys, ForwardingFilter forwarding) {
        server.setHost("127.0.0.1");
        server.setPort(0);
        server.setKeyPairProvider(KeyPairProvider.wrap(keys.host()));
        server.setPublickeyAuthenticator((name, key, session) ->
                name.equals(user) && KeyUtils.compareKeys(key, keys.client().getPublic()));
        server.setCommandFactory((channel, command) -> new ShellCommand(command));
        server.setForwardingFilter(forwarding);
        server.addSessionListener(new SessionListener() {
            @Override
            public void sessionEvent(Session session, Event event) {
                if (event == Event.Authenticated) {
                    logins.incrementAndGet();
                }
            }
        });
    }

    public int port() {
        return server.getPort();
    }

    /** The one account that may log in. */
    public String user() {
        return user;
    }

    /** The private key that it logs in with. */
    public Path identityFile() {
        return directory.resolve("id_rsa");
    }

    /** The file by which a client knows this server. */
    public Path knownHosts() {
        return directory.resolve("known_hosts");
    }

    /** How many logins it has let in. */
    public int logins() {
        return logins.get();
    }

    @Override
    public void close() throws IOException {
        server.stop(true);
    }
}
