package io.jbarman.transport.ssh;

import io.jbarman.diagnostics.Diagnostic;
import io.jbarman.transport.TransportException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import net.schmizz.keepalive.KeepAliveProvider;
import net.schmizz.sshj.DefaultSecurityProviderConfig;
import net.schmizz.sshj.SSHClient;
import net.schmizz.sshj.common.SecurityUtils;
import net.schmizz.sshj.userauth.UserAuthException;
import net.schmizz.sshj.userauth.method.AuthMethod;

/** Connects, checks the host's key and logs in. */
final class SshLogin {
    static final int CONNECT_SECONDS = 10;
    private static final int KEEPALIVE_SECONDS = 15;

    private final String host;
    private final HostEntry entry;
    private final SshProblems problems;

    SshLogin(String host, HostEntry entry) {
        this.host = host;
        this.entry = entry;
        this.problems = new SshProblems(host, entry);
    }

    /** Connects directly, or through a client that is logged in to the jump host. */
    LoggedIn open(Optional<SSHClient> jump) throws TransportException {
        SSHClient client = client();
        try {
            connect(client, jump);
            return new LoggedIn(client, logIn(client));
        } catch (TransportException known) {
            close(client);
            throw known;
        } catch (IOException failed) {
            close(client);
            throw problems.connecting(failed);
        }
    }

    private static SSHClient client() {
        EcdsaProvider.register();
        SecurityUtils.setRegisterBouncyCastle(false);
        DefaultSecurityProviderConfig config = new DefaultSecurityProviderConfig();
        config.setLoggerFactory(new Silence());
        config.setKeepAliveProvider(KeepAliveProvider.KEEP_ALIVE);
        SSHClient client = new SSHClient(config);
        client.setConnectTimeout(CONNECT_SECONDS * 1000);
        client.setTimeout(CONNECT_SECONDS * 1000);
        client.getConnection().getKeepAlive().setKeepAliveInterval(KEEPALIVE_SECONDS);
        return client;
    }

    private void connect(SSHClient client, Optional<SSHClient> jump) throws IOException {
        HostKeyCheck check = new HostKeyCheck(host, entry, KnownHosts.read(entry.knownHosts()));
        client.addHostKeyVerifier(check);
        try {
            if (jump.isPresent()) {
                client.connectVia(jump.get().newDirectConnection(entry.hostName(), entry.port()));
            } else {
                client.connect(entry.hostName(), entry.port());
            }
        } catch (IOException failed) {
            Optional<Diagnostic> refusal = check.refusal();
            throw refusal.isPresent() ? new TransportException(refusal.get(), failed) : failed;
        }
    }

    /** A connection, and the key that was accepted. */
    record LoggedIn(SSHClient client, PublicKeyText key) {}

    private PublicKeyText logIn(SSHClient client) throws IOException {
        try (Identities identities = Identities.of(entry)) {
            List<String> refusals = new ArrayList<>();
            for (Identities.Identity identity : identities.toOffer()) {
                Optional<String> refusal = refusal(client, identity, refusals.size());
                if (refusal.isEmpty()) {
                    afterLogin(client);
                    return identity.key(client);
                }
                refusals.add(identity.name() + ": " + refusal.get());
            }
            throw problems.refusedKeys(
                    identities.withheld(),
                    refusals,
                    identities.locked(),
                    allowed(client),
                    new IOException("no key was accepted"));
        }
    }

    /** Why a key did not serve; empty if it did. */
    private Optional<String> refusal(SSHClient client, Identities.Identity identity, int refusedBefore)
            throws IOException {
        AuthMethod method = identity.method(client);
        try {
            if (!client.isConnected()) {
                throw new IOException("it hung up");
            }
            client.auth(entry.user(), method);
            return Optional.empty();
        } catch (IOException refused) {
            if (refused instanceof UserAuthException && client.isConnected()) {
                return Optional.of(
                        SshProblems.isCausedBy(refused, AgentRefusal.class) ? "the agent refused to sign" : "refused");
            }
            throw refusedBefore > 0 ? problems.outOfPatience(refusedBefore, refused) : refused;
        }
    }

    private static String allowed(SSHClient client) {
        return String.join(",", client.getUserAuth().getAllowedMethods());
    }

    /** Up to here silence is a failure; from now on a command may take its time, and the keepalive watches the host. */
    private static void afterLogin(SSHClient client) throws IOException {
        java.net.Socket socket = client.getSocket();
        if (socket != null) {
            socket.setSoTimeout(0);
        }
    }

    private static void close(SSHClient client) {
        try {
            client.close();
        } catch (IOException alreadyGone) {
            // There is nothing to keep.
        }
    }
}
