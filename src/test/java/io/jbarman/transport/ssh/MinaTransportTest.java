package io.jbarman.transport.ssh;

import io.jbarman.fixture.MinaSshServer;
import io.jbarman.transport.Transport;
import io.jbarman.transport.TransportContract;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;

final class MinaTransportTest extends TransportContract {
    private static MinaSshServer server;

    private SshTransport transport = Destinations.of("h", 1).transport();

    @BeforeAll
    static void start() {
        server = MinaSshServer.start();
    }

    @AfterAll
    static void stop() {
        if (server != null) {
            server.close();
        }
    }

    @BeforeEach
    void make() {
        transport = Destinations.of("h", server.port())
                .user(server.user())
                .identity(server.identityFile())
                .knownHosts(server.knownHosts())
                .transport();
    }

    @AfterEach
    void letGo() {
        transport.close();
    }

    @Override
    protected Transport transport() {
        return transport;
    }

    /** MINA sometimes keeps the status back until the streams end; OpenSSH never does. */
    @Override
    protected boolean tellsExitBeforeLeftoversEnd() {
        return false;
    }
}
