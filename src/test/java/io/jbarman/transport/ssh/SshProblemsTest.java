package io.jbarman.transport.ssh;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jbarman.diagnostics.Diagnostic;
import io.jbarman.fixture.Fixtures;
import io.jbarman.fixture.SshServer;
import io.jbarman.quickstart.Directories;
import io.jbarman.transport.Command;
import io.jbarman.transport.TransportException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Everything that a tired person gets wrong about SSH, and what is said about it. */
@Timeout(value = 120, unit = TimeUnit.SECONDS, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
final class SshProblemsTest {
    private static SshServer server;

    private Path directory = Path.of("/");

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
    void makeDirectory() throws IOException {
        directory = Directories.temporary("jbsshp");
    }

    @AfterEach
    void removeDirectory() throws IOException {
        Directories.delete(directory);
    }

    private static void refused(Destinations to, Consumer<Diagnostic> check) {
        try (SshTransport transport = to.transport()) {
            for (int i = 0; i < 2; i++) {
                assertThatThrownBy(() -> transport.run(Command.of("true")))
                        .isInstanceOfSatisfying(TransportException.class, problem -> check.accept(problem.problem()));
            }
            assertThat(transport.connectionsOpened()).isZero();
        }
    }

    private static void worksWith(Destinations to) throws IOException {
        try (SshTransport transport = to.transport()) {
            assertThat(transport.run(Command.of("echo", "ok")).output()).isEqualTo("ok\n");
        }
    }

    private Path file(String name, String content) throws IOException {
        return Files.writeString(directory.resolve(name), content);
    }

    private static String[] hostKey() throws IOException {
        return Files.readString(server.knownHosts()).strip().split(" ", -1);
    }

    @Test
    void aKeyThatTheServerDoesNotKnow() {
        refused(Destinations.of(server).identity(server.strangersKey()), problem -> {
            assertThat(problem.code()).isEqualTo("ssh-login-refused");
            assertThat(problem.summary()).contains("127.0.0.1:" + server.port(), "none of the keys");
            assertThat(problem.detail()).contains(server.strangersKey() + " (ssh-ed25519 SHA256:", "refused");
            assertThat(problem.hint()).contains("ssh-copy-id", "authorized_keys", "identity_file");
        });
    }

    @Test
    void noKeyAtAll() {
        refused(
                Destinations.of(server).noIdentity(),
                problem -> assertThat(problem.summary()).contains("no key was found to offer"));
    }

    @Test
    void aDeclaredKeyThatIsNotThere() {
        refused(Destinations.of(server).identity(directory.resolve("nothing")), problem -> {
            assertThat(problem.code()).isEqualTo("ssh-identity");
            assertThat(problem.summary()).contains(directory.resolve("nothing").toString());
        });
    }

    @Test
    void aFileThatIsNoKey() throws IOException {
        Path file = file("id", "-----BEGIN OPENSSH PRIVATE KEY-----\nAAAA\n-----END OPENSSH PRIVATE KEY-----\n");
        refused(
                Destinations.of(server).identity(file),
                problem -> assertThat(problem.detail()).contains(file + ": not a private key that can be read"));
    }

    @Test
    void aHostKeyThatIsNotKnown() throws IOException {
        Path empty = file("known_hosts", "# nobody\n\nmalformed\n@marker\n");
        refused(Destinations.of(server).knownHosts(empty), problem -> {
            assertThat(problem.code()).isEqualTo("ssh-host-key-unknown");
            assertThat(problem.summary()).contains("ssh-ed25519 SHA256:");
            assertThat(problem.hint())
                    .contains("ssh-keygen -lf", empty.toString(), "[127.0.0.1]:" + server.port() + " ssh-ed25519 AAAA");
        });
    }

    @Test
    void theLineThatTheHintNamesIsTheOneThatHelps() throws IOException {
        Path file = file("known_hosts", "");
        StringBuilder line = new StringBuilder();
        refused(
                Destinations.of(server).knownHosts(file),
                problem -> line.replace(
                        0,
                        line.length(),
                        problem.hint().substring(problem.hint().indexOf("[127"))));
        Files.writeString(file, line + "\n");
        worksWith(Destinations.of(server).knownHosts(file));
    }

    @Test
    void aHostKeyThatHasChanged() throws IOException {
        Path impostor = server.knownHostsOfAnImpostor();
        refused(Destinations.of(server).knownHosts(impostor), problem -> {
            assertThat(problem.code()).isEqualTo("ssh-host-key-changed");
            assertThat(problem.summary()).contains("HAS CHANGED", impostor + ":1 knows ssh-ed25519 SHA256:");
            assertThat(problem.origin().orElseThrow().line()).isEqualTo(1);
        });
    }

    @Test
    void aRevokedHostKeyWinsOverAKnownOne() throws IOException {
        String known = Files.readString(server.knownHosts()).strip();
        Path file = file("known_hosts", known + "\n@revoked * " + hostKey()[1] + " " + hostKey()[2] + "\n");
        refused(Destinations.of(server).knownHosts(file), problem -> {
            assertThat(problem.code()).isEqualTo("ssh-host-key-revoked");
            assertThat(problem.hint()).contains(file + ":2");
        });
    }

    @Test
    void hashedNamesAndPatternsAreKnown() throws Exception {
        Fixtures.requireProgram("ssh-keygen", "openssh-client");
        Path hashed = file("hashed", Files.readString(server.knownHosts()));
        int status = new ProcessBuilder("ssh-keygen", "-q", "-H", "-f", hashed.toString())
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start()
                .waitFor();
        assertThat(status).isZero();
        assertThat(hashed).content().startsWith("|1|");
        worksWith(Destinations.of(server).knownHosts(hashed));
        String key = " " + hostKey()[1] + " " + hostKey()[2] + "\n";
        worksWith(Destinations.of(server).knownHosts(file("plain", "other,127.0.0.*" + key)));
        refused(
                Destinations.of(server).knownHosts(file("negated", "!127.0.0.1,127.*" + key)),
                problem -> assertThat(problem.code()).isEqualTo("ssh-host-key-unknown"));
    }

    @Test
    void nobodyListens() throws IOException {
        int free;
        try (ServerSocket socket = new ServerSocket(0)) {
            free = socket.getLocalPort();
        }
        refused(Destinations.of("h", free), problem -> {
            assertThat(problem.code()).isEqualTo("host-unreachable");
            assertThat(problem.summary()).contains("cannot reach h (127.0.0.1:" + free + "): connection refused");
            assertThat(problem.hint()).contains("start sshd");
        });
    }

    @Test
    void somethingElseListens() throws Exception {
        try (ServerSocket socket = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
            Thread speaking = new Thread(() -> {
                try (java.net.Socket client = socket.accept()) {
                    client.getOutputStream().write("220 mail\r\n".getBytes(StandardCharsets.UTF_8));
                } catch (IOException ended) {
                    // The test is over.
                }
            });
            speaking.setDaemon(true);
            speaking.start();
            refused(
                    Destinations.of("h", socket.getLocalPort()),
                    problem -> assertThat(problem.code()).isEqualTo("host-unreachable"));
        }
    }

    @Test
    void aListenerThatSaysNothing() throws Exception {
        try (ServerSocket socket = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
            refused(Destinations.of("h", socket.getLocalPort()), problem -> {
                assertThat(problem.code()).isEqualTo("host-unreachable");
                assertThat(problem.summary()).contains("no answer within");
            });
        }
    }

    @Test
    void aNameThatDoesNotResolve() {
        refused(Destinations.of("h", 22).address("no-such-host.invalid"), problem -> {
            assertThat(problem.summary()).contains("no-such-host.invalid cannot be resolved");
            assertThat(problem.hint()).contains("getent hosts");
        });
    }

    @Test
    void theUsersOwnConfigurationLeadsThere() throws IOException {
        Path config = file(
                "config",
                "Host web\n  HostName 127.0.0.1\n  Port " + server.port() + "\n  User " + server.user()
                        + "\n  IdentityFile " + server.identityFile() + "\n  UserKnownHostsFile " + server.knownHosts()
                        + "\nHost *\n  Port 1\n");
        worksWith(Destinations.of("h", 0).address("web").config(config));
        worksWith(Destinations.of("h", 0).address("web").config(config).withoutClient());
    }

    @Test
    void whatIsNotUnderstoodInTheConfigurationIsNamed() throws IOException {
        Path config = file("config", "Host x\n  User y\nInclude other\n");
        refused(Destinations.of("h", 0).config(config).withoutClient(), problem -> {
            assertThat(problem.code()).isEqualTo("ssh-config");
            assertThat(problem.origin().orElseThrow().line()).isEqualTo(3);
            assertThat(problem.hint()).contains("openssh-client");
        });
        Path proxied = file("proxied", "Host *\n  ProxyCommand nc %h %p\n");
        refused(
                Destinations.of("h", 0).config(proxied).withoutClient(),
                problem -> assertThat(problem.hint()).contains("ProxyJump"));
    }

    @Test
    void aJumpHostLeadsThere() throws IOException {
        Path config = file(
                "config",
                "Host *\n  IdentityFile " + server.identityFile() + "\n  UserKnownHostsFile " + server.knownHosts()
                        + "\n  User " + server.user() + "\nHost inner\n  HostName 127.0.0.1\n  Port " + server.port()
                        + "\n  ProxyJump 127.0.0.1:" + server.port() + "\n");
        int before = server.logins();
        worksWith(Destinations.of("h", 0).address("inner").config(config).withoutClient());
        assertThat(server.logins() - before).isEqualTo(2);
    }

    @Test
    void theDocumentsJumpHostGoesBeforeThatOfTheConfiguration() throws IOException {
        Path config = file(
                "config",
                "Host *\n  IdentityFile " + server.identityFile() + "\n  UserKnownHostsFile " + server.knownHosts()
                        + "\nHost inner\n  HostName 127.0.0.1\n  Port " + server.port() + "\n  User " + server.user()
                        + "\n  ProxyJump nowhere.invalid\n");
        int before = server.logins();
        worksWith(Destinations.of("h", 0)
                .address("inner")
                .jump(server.user() + "@127.0.0.1:" + server.port())
                .config(config)
                .withoutClient());
        assertThat(server.logins() - before).isEqualTo(2);
        worksWith(Destinations.of("h", 0)
                .address("inner")
                .jump("none")
                .config(config)
                .withoutClient());
        assertThat(server.logins() - before).isEqualTo(3);
    }

    @Test
    void everyKindOfKeyServes() throws IOException {
        for (String type : new String[] {"rsa", "ecdsa"}) {
            try (SshServer other =
                    SshServer.builder().clientKey(type).hostKey(type).start()) {
                worksWith(Destinations.of(other));
            }
        }
    }
}
