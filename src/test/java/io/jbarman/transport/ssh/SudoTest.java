package io.jbarman.transport.ssh;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jbarman.diagnostics.Diagnostic;
import io.jbarman.fixture.Eventually;
import io.jbarman.fixture.Fixtures;
import io.jbarman.fixture.SshServer;
import io.jbarman.fixture.ThrowAwayAccount;
import io.jbarman.transport.Account;
import io.jbarman.transport.Command;
import io.jbarman.transport.CommandResult;
import io.jbarman.transport.FileTarget;
import io.jbarman.transport.HostStream;
import io.jbarman.transport.TransportException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** An ordinary account that logs in by SSH and takes others by sudo. The account and its sudoers file are made here. */
final class SudoTest {
    private static final String HOSTILE = "a'b\"c$HOME `id` \\ é";

    private static SshServer server;
    private static ThrowAwayAccount account;

    @BeforeAll
    static void start() throws Exception {
        Fixtures.requireProgram("sudo", "sudo");
        account = ThrowAwayAccount.make();
        server = SshServer.start();
    }

    @AfterAll
    static void stop() throws Exception {
        if (server != null) {
            server.close();
        }
        if (account != null) {
            Files.deleteIfExists(sudoersFile());
            account.close();
        }
    }

    private static String ordinary() {
        return account.name();
    }

    private static Path sudoersFile() {
        return Path.of("/etc/sudoers.d/" + ordinary());
    }

    private static void sudoers(String text) throws IOException {
        Files.writeString(sudoersFile(), text);
    }

    private static SshTransport transport() {
        return Destinations.of(server).user(ordinary()).transport();
    }

    private static Diagnostic refusal(Account account) {
        try (SshTransport transport = transport()) {
            TransportException[] thrown = new TransportException[1];
            assertThatThrownBy(() -> transport.run(Command.of("true").as(account)))
                    .isInstanceOfSatisfying(TransportException.class, refused -> thrown[0] = refused);
            return thrown[0].problem();
        }
    }

    @Test
    void sudoThatWantsAPassword() throws IOException {
        sudoers(ordinary() + " ALL=(ALL) ALL\n");
        Diagnostic problem = refusal(Account.named("postgres"));
        assertThat(problem.code()).isEqualTo("account-not-taken");
        assertThat(problem.summary())
                .contains("on h, " + ordinary() + " may not act as postgres: sudo wants a password");
        assertThat(problem.hint()).contains(ordinary() + " ALL=(postgres) NOPASSWD: ALL");
    }

    @Test
    void sudoThatWantsATerminal() throws IOException {
        sudoers("Defaults:" + ordinary() + " requiretty\n" + ordinary() + " ALL=(ALL) NOPASSWD: ALL\n");
        Diagnostic problem = refusal(Account.ROOT);
        assertThat(problem.summary()).contains("requiretty");
        assertThat(problem.hint()).contains("Defaults:" + ordinary() + " !requiretty");
    }

    @Test
    void anAccountThatIsNotThere() throws IOException {
        sudoers(ordinary() + " ALL=(ALL) NOPASSWD: ALL\n");
        assertThat(refusal(Account.named("jbarman-nobody-here")).summary()).contains("no such account");
    }

    @Test
    void everythingWorksThroughSudo() throws IOException {
        sudoers("Defaults:" + ordinary() + " use_pty\n" + ordinary() + " ALL=(ALL) NOPASSWD: ALL\n");
        try (SshTransport transport = transport()) {
            CommandResult who =
                    transport.run(Command.of("sh", "-c", "id -un; printf '%s\\n' \"$1\" \"$HOME\"; cat", "sh", HOSTILE)
                            .as(Account.named("nobody"))
                            .input(HOSTILE));
            assertThat(who).isEqualTo(new CommandResult(0, "nobody\n" + HOSTILE + "\n/nonexistent\n" + HOSTILE, ""));
            putsAndReads(transport);
            streams(transport);
            endsAtItsTimeout(transport);
            assertThat(transport
                            .run(Command.of("id", "-un").as(Account.named(ordinary())))
                            .output())
                    .isEqualTo(ordinary() + "\n");
        }
    }

    private static void putsAndReads(SshTransport transport) throws IOException {
        String path = "/root/." + ordinary();
        byte[] content = HOSTILE.getBytes(StandardCharsets.UTF_8);
        transport.put(
                new ByteArrayInputStream(content),
                new FileTarget(path, 0640, Optional.of("root:nogroup")),
                Account.ROOT);
        assertThat(transport.read(path, Account.ROOT)).hasValue(content);
        assertThat(transport.stat(path, Account.ROOT).orElseThrow().modeText()).isEqualTo("0640");
        assertThatThrownBy(() -> transport.read(path, Account.LOGIN)).hasMessageContaining("Permission denied");
        transport.remove(path, Account.ROOT);
        assertThat(transport.stat(path, Account.ROOT)).isEmpty();
    }

    private static void streams(SshTransport transport) throws IOException {
        try (HostStream stream = transport.open(Command.of("cat").as(Account.ROOT))) {
            byte[] every = new byte[256 * 1024];
            for (int i = 0; i < every.length; i++) {
                every[i] = (byte) i;
            }
            stream.output().write(every, 0, 65536);
            stream.output().flush();
            assertThat(stream.input().readNBytes(65536)).isEqualTo(java.util.Arrays.copyOf(every, 65536));
        }
    }

    private static void endsAtItsTimeout(SshTransport transport) throws IOException {
        Command command =
                Command.of("sh", "-c", "echo $$; sleep 300").as(Account.ROOT).within(Duration.ofSeconds(1));
        CommandResult result = transport.run(command);
        assertThat(result.status()).isEqualTo(CommandResult.TIMED_OUT);
        long pid = Long.parseLong(result.output().strip());
        Eventually.until(
                () -> ProcessHandle.of(pid).map(process -> !process.isAlive()).orElse(true));
    }
}
