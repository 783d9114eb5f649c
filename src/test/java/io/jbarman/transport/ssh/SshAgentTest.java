package io.jbarman.transport.ssh;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.jbarman.diagnostics.Diagnostic;
import io.jbarman.fixture.KeyAgent;
import io.jbarman.fixture.SshServer;
import io.jbarman.transport.Command;
import io.jbarman.transport.TransportException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Logging in to a real sshd with keys that a real ssh-agent holds, and with keys that only a passphrase opens. */
final class SshAgentTest {
    private static final String PASSPHRASE = "correct horse";

    private static SshServer server;
    private KeyAgent agent;

    @BeforeAll
    static void startServer() {
        server = SshServer.start();
    }

    @AfterAll
    static void stopServer() {
        if (server != null) {
            server.close();
        }
    }

    @BeforeEach
    void startAgent() {
        agent = KeyAgent.start();
    }

    @AfterEach
    void stopAgent() {
        agent.close();
    }

    private static void authorize(Path key) throws IOException {
        Files.writeString(server.authorizedKeys(), Files.readString(Path.of(key + ".pub")));
    }

    private Destinations withAgent() {
        return Destinations.of(server).noIdentity().agent(agent.socket().toString());
    }

    private static String greet(Destinations to) throws IOException {
        try (SshTransport transport = to.transport()) {
            return transport.run(Command.of("echo", "ok")).output();
        }
    }

    private static Diagnostic refusal(Destinations to) {
        return catchThrowableOfType(TransportException.class, () -> greet(to)).problem();
    }

    @ParameterizedTest
    @ValueSource(strings = {"ed25519", "rsa", "ecdsa"})
    void aKeyThatOnlyTheAgentHolds(String type) throws IOException {
        Path key = agent.newKey("held", type, "");
        authorize(key);
        assertThat(agent.add(key, "")).isTrue();
        Files.delete(key);
        assertThat(greet(withAgent())).isEqualTo("ok\n");
    }

    @Test
    void theRightOneOfManyIsFound() throws IOException {
        for (int i = 0; i < 4; i++) {
            agent.add(agent.newKey("other" + i, "ed25519", ""), "");
        }
        Path key = agent.newKey("right", "ed25519", "");
        agent.add(key, "");
        authorize(key);
        assertThat(greet(withAgent())).isEqualTo("ok\n");
    }

    @Test
    void moreKeysThanTheServerHasPatienceFor() {
        for (int i = 0; i < 8; i++) {
            agent.add(agent.newKey("other" + i, "ed25519", ""), "");
        }
        Diagnostic problem = refusal(withAgent());
        assertThat(problem.summary()).contains("it hung up after ", " keys (MaxAuthTries)");
        assertThat(problem.hint()).contains("ssh.identity_file", "IdentitiesOnly yes");
    }

    @Test
    void theKeyOfAFileWithAPassphraseServesOnceTheAgentHoldsIt() throws IOException {
        Path key = agent.newKey("locked", "ed25519", PASSPHRASE);
        authorize(key);
        Destinations to = withAgent().identity(key);

        Diagnostic problem = refusal(to);
        assertThat(problem.summary()).contains("no key was found to offer");
        assertThat(problem.detail()).contains(key + ": has a passphrase, and ssh-agent does not hold it");
        assertThat(problem.hint()).startsWith("let ssh-agent hold").contains("ssh-add " + key);

        assertThat(agent.add(key, "wrong")).isFalse();
        assertThat(refusal(to)).isEqualTo(problem);

        assertThat(agent.add(key, PASSPHRASE)).isTrue();
        assertThat(greet(to)).isEqualTo("ok\n");
    }

    @Test
    void anOldFormatOfKeyWithAPassphraseIsToldTheSame() throws IOException {
        Path key = agent.newKey("pem", "rsa", "");
        Process rewriting = new ProcessBuilder(
                        "ssh-keygen", "-q", "-p", "-m", "PEM", "-P", "", "-N", PASSPHRASE, "-f", key.toString())
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        assertThat(rewriting.onExit().join().exitValue()).isZero();
        assertThat(refusal(withAgent().identity(key)).hint()).contains("ssh-add " + key);
    }

    @Test
    void anAgentThatRefusesToSign() throws IOException {
        Path key = agent.newKey("asked-for", "ed25519", "");
        authorize(key);
        assertThat(agent.add(key, "", "-c")).isTrue();
        Diagnostic problem = refusal(withAgent());
        assertThat(problem.code()).isEqualTo("ssh-login-refused");
        assertThat(problem.detail()).contains("ssh-agent, asked-for (", "the agent refused to sign");
    }

    @Test
    void anAgentThatIsGone() {
        Diagnostic problem = refusal(Destinations.of(server).noIdentity().agent("/nonexistent/agent"));
        assertThat(problem.summary()).contains("no key was found to offer");
        assertThat(problem.detail()).contains("none answers at /nonexistent/agent");
    }

    @Test
    void anAgentWithoutKeys() {
        assertThat(refusal(withAgent()).summary()).contains("no key was found to offer");
    }
}
