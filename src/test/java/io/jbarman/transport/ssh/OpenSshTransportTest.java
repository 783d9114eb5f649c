package io.jbarman.transport.ssh;

import static org.assertj.core.api.Assertions.assertThat;

import io.jbarman.fixture.SshServer;
import io.jbarman.transport.Command;
import io.jbarman.transport.HostStream;
import io.jbarman.transport.Transport;
import io.jbarman.transport.TransportContract;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

final class OpenSshTransportTest extends TransportContract {
    private static SshServer server;

    private SshTransport transport = Destinations.of("h", 1).transport();

    @BeforeAll
    static void start() {
        server = SshServer.start();
    }

    @AfterAll
    static void stop() {
        if (server != null) {
            server.close();
        }
    }

    @BeforeEach
    void make() {
        transport = Destinations.of(server).transport();
    }

    @AfterEach
    void letGo() {
        transport.close();
    }

    @Override
    protected Transport transport() {
        return transport;
    }

    @Test
    void manyCallsShareOneAuthenticatedConnection() throws Exception {
        int before = server.logins();
        ExecutorService threads = Executors.newFixedThreadPool(16);
        try {
            Callable<String> call = () ->
                    transport.run(Command.of("sh", "-c", "sleep 0.2; echo ok")).output();
            List<Future<String>> all = new ArrayList<>();
            for (int i = 0; i < 24; i++) {
                all.add(threads.submit(call));
            }
            for (Future<String> one : all) {
                assertThat(one.get()).isEqualTo("ok\n");
            }
        } finally {
            threads.shutdownNow();
        }
        assertThat(server.logins() - before).isEqualTo(1);
        assertThat(transport.connectionsOpened()).isEqualTo(1);
    }

    @Test
    void openStreamsDoNotStandInTheWayOfCommands() throws IOException {
        List<HostStream> streams = new ArrayList<>();
        for (int i = 0; i < 6; i++) {
            streams.add(transport.open(Command.of("cat")));
        }
        assertThat(transport.run(Command.of("echo", "ok")).output()).isEqualTo("ok\n");
        for (HostStream stream : streams) {
            stream.close();
        }
        assertThat(transport.run(Command.of("echo", "ok")).output()).isEqualTo("ok\n");
    }

    @Test
    void nothingIsOpenedBeforeTheFirstUse() {
        assertThat(transport.connectionsOpened()).isZero();
    }
}
