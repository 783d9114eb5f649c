package io.jbarman.transport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jbarman.fixture.Fixtures;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What every {@link Transport} does. The host under test shares this machine's file system. */
@Timeout(value = 120, unit = TimeUnit.SECONDS, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
public abstract class TransportContract {
    private static final String HOSTILE = "a'b\"c$HOME`id`;|&*?[x] \\ \n\t!~#é%s -n --";

    protected Path directory = Path.of("/");

    /** The transport under test, kept by the subclass. */
    protected abstract Transport transport();

    @BeforeEach
    void makeDirectory() throws IOException {
        directory = Files.createTempDirectory("transport");
        Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    @AfterEach
    void removeDirectory() throws IOException {
        try (Stream<Path> all = Files.walk(directory)) {
            for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(path);
            }
        }
    }

    private FileTarget target(String name, int mode) {
        return new FileTarget(directory.resolve(name).toString(), mode, Optional.empty());
    }

    private static ByteArrayInputStream bytes(String text) {
        return new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void givesStatusOutputAndErrors() throws IOException {
        CommandResult result = transport().run(Command.of("sh", "-c", "echo out; echo err >&2; exit 3"));
        assertThat(result).isEqualTo(new CommandResult(3, "out\n", "err\n"));
    }

    @Test
    void handsEveryArgumentOverAsItStands() throws IOException {
        CommandResult result = transport().run(Command.of("printf", "%s|%s|%s", HOSTILE, "", "x"));
        assertThat(result.output()).isEqualTo(HOSTILE + "||x");
    }

    @Test
    void setsVariables() throws IOException {
        Command command = Command.of("sh", "-c", "printf %s \"$JBARMAN_TEST\"").with(Map.of("JBARMAN_TEST", HOSTILE));
        assertThat(transport().run(command).output()).isEqualTo(HOSTILE);
    }

    @Test
    void feedsStandardInput() throws IOException {
        assertThat(transport().run(Command.of("cat").input(HOSTILE)).output()).isEqualTo(HOSTILE);
        assertThat(transport().run(Command.script("echo one\necho two\n")).output())
                .isEqualTo("one\ntwo\n");
    }

    @Test
    void aProgramThatIgnoresItsInputDoesNotHang() throws IOException {
        assertThat(transport()
                        .run(Command.of("true").input("x".repeat(4_000_000)))
                        .status())
                .isZero();
    }

    @Test
    void outputOfAnySizeOnBothStreams() throws IOException {
        Command command =
                Command.of("sh", "-c", "head -c 3000000 /dev/zero | tr '\\0' e >&2; head -c 5000000 /dev/zero");
        CommandResult result = transport().run(command);
        assertThat(result.output()).hasSize(5_000_000);
        assertThat(result.status()).isZero();
    }

    @Test
    void aProgramThatIsNotThereIsStatus127() throws IOException {
        assertThat(transport().run(Command.of("no-such-program-here")).status()).isEqualTo(127);
    }

    @Test
    void endsACommandAndItsDescendantsAtItsTimeout() throws IOException {
        Path pids = directory.resolve("pids");
        String script = "sleep 300 & echo $! >'" + pids + "'; sleep 300";
        CommandResult result = transport().run(Command.of("sh", "-c", script).within(Duration.ofSeconds(1)));
        assertThat(result.status()).isEqualTo(CommandResult.TIMED_OUT);
        long child = Long.parseLong(Files.readString(pids).strip());
        io.jbarman.fixture.Eventually.until(
                () -> ProcessHandle.of(child).map(process -> !process.isAlive()).orElse(true));
    }

    /** Whether an exit status always arrives while a program left behind still holds the streams. */
    protected boolean tellsExitBeforeLeftoversEnd() {
        return true;
    }

    @Test
    void doesNotWaitForAProgramLeftBehind() throws IOException {
        Path pid = directory.resolve("pid");
        CommandResult result = transport()
                .run(Command.of("sh", "-c", "setsid sleep 300 & echo $! >'" + pid + "'; echo ok")
                        .within(Duration.ofSeconds(5)));
        try {
            assertThat(result.output()).isEqualTo("ok\n");
            assertThat(result.status())
                    .isIn(tellsExitBeforeLeftoversEnd() ? List.of(0) : List.of(0, CommandResult.TIMED_OUT));
        } finally {
            long left = Long.parseLong(Files.readString(pid).strip());
            ProcessHandle.of(left).ifPresent(ProcessHandle::destroyForcibly);
        }
    }

    @Test
    @SuppressWarnings("try") // closed early on purpose
    void opensATwoWayStream() throws IOException {
        try (HostStream stream = transport().open(Command.of("sh", "-c", "echo hello >&2; cat"))) {
            for (String text : List.of("ping", HOSTILE)) {
                byte[] sent = text.getBytes(StandardCharsets.UTF_8);
                stream.output().write(sent);
                stream.output().flush();
                assertThat(stream.input().readNBytes(sent.length)).isEqualTo(sent);
            }
            stream.output().close();
            assertThat(stream.input().read()).isEqualTo(-1);
            stream.close();
            assertThat(stream.errors()).isEqualTo("hello\n");
        }
    }

    @Test
    void closingAStreamEndsItsProgram() throws IOException {
        HostStream stream = transport().open(Command.of("sh", "-c", "echo $$; exec cat"));
        byte[] digits = stream.input().readNBytes(1);
        StringBuilder pid = new StringBuilder(new String(digits, StandardCharsets.UTF_8));
        for (int c = stream.input().read(); c != '\n'; c = stream.input().read()) {
            pid.append((char) c);
        }
        stream.close();
        stream.close();
        long number = Long.parseLong(pid.toString());
        io.jbarman.fixture.Eventually.until(() ->
                ProcessHandle.of(number).map(process -> !process.isAlive()).orElse(true));
    }

    @Test
    void dialsAPort() throws Exception {
        try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            CompletableFuture<Void> echo = CompletableFuture.runAsync(() -> echoOnce(server));
            try (HostStream stream = transport().dial("127.0.0.1", server.getLocalPort())) {
                stream.output().write("hello".getBytes(StandardCharsets.UTF_8));
                stream.output().flush();
                assertThat(stream.input().readNBytes(5)).isEqualTo("hello".getBytes(StandardCharsets.UTF_8));
            }
            echo.get(20, TimeUnit.SECONDS);
        }
    }

    private static void echoOnce(ServerSocket server) {
        try (Socket client = server.accept()) {
            client.getInputStream().transferTo(client.getOutputStream());
        } catch (IOException failed) {
            throw new java.io.UncheckedIOException(failed);
        }
    }

    @Test
    void aPortOnWhichNothingListensIsAProblemWithARemedy() throws IOException {
        int free;
        try (ServerSocket server = new ServerSocket(0)) {
            free = server.getLocalPort();
        }
        assertThatThrownBy(() -> transport().dial("127.0.0.1", free))
                .isInstanceOfSatisfying(TransportException.class, refused -> {
                    assertThat(refused.problem().code()).isEqualTo(DialFailure.REFUSED);
                    assertThat(refused.problem().summary()).contains("127.0.0.1:" + free);
                    assertThat(refused.problem().hint()).isNotEmpty();
                });
    }

    @Test
    void putsAFileWithItsModeAndLeavesNothingElse() throws IOException {
        byte[] content = new byte[300_000];
        new Random(7).nextBytes(content);
        FileTarget target = target("wild 'name' $x\n;é", 0640);
        transport().put(new ByteArrayInputStream(content), target, Account.LOGIN);
        assertThat(transport().read(target.path(), Account.LOGIN)).hasValue(content);
        FileStat stat = transport().stat(target.path(), Account.LOGIN).orElseThrow();
        assertThat(stat.modeText()).isEqualTo("0640");
        assertThat(stat.kind()).isEqualTo(FileStat.FileKind.FILE);
        assertThat(stat.size()).isEqualTo(content.length);
        assertThat(stat.owner())
                .isEqualTo(Files.getOwner(Path.of(target.path())).getName());
        assertThat(directory).isDirectoryContaining(path -> true);
        assertThat(directory.toFile().list()).hasSize(1);
    }

    @Test
    void replacesAFileAndItsMode() throws IOException {
        transport().put(bytes("old"), target("f", 0644), Account.LOGIN);
        transport().put(bytes(""), target("f", 0600), Account.LOGIN);
        assertThat(directory.resolve("f")).isEmptyFile();
        assertThat(transport()
                        .stat(target("f", 0).path(), Account.LOGIN)
                        .orElseThrow()
                        .modeText())
                .isEqualTo("0600");
    }

    @Test
    void replacesALinkInsteadOfFollowingIt() throws IOException {
        Files.writeString(directory.resolve("elsewhere"), "kept");
        Files.createSymbolicLink(directory.resolve("f"), directory.resolve("elsewhere"));
        assertThat(transport()
                        .stat(target("f", 0).path(), Account.LOGIN)
                        .orElseThrow()
                        .kind())
                .isEqualTo(FileStat.FileKind.SYMLINK);
        transport().put(bytes("new"), target("f", 0644), Account.LOGIN);
        assertThat(directory.resolve("elsewhere")).hasContent("kept");
        assertThat(directory.resolve("f")).isRegularFile();
    }

    @Test
    void aMissingParentOrADirectoryInTheWayIsAProblemWithARemedy() throws IOException {
        assertRefused(() -> transport().put(bytes("x"), target("no/f", 0600), Account.LOGIN), "create the parent");
        Files.createDirectory(directory.resolve("d"));
        assertRefused(() -> transport().put(bytes("x"), target("d", 0600), Account.LOGIN), "mend");
        assertThat(directory.resolve("d")).isEmptyDirectory();
        assertThat(directory.toFile().list()).containsExactly("d");
    }

    private static void assertRefused(org.assertj.core.api.ThrowableAssert.ThrowingCallable work, String remedy) {
        assertThatThrownBy(work).isInstanceOfSatisfying(TransportException.class, refused -> {
            assertThat(refused.problem().code()).isEqualTo("file-refused");
            assertThat(refused.problem().hint()).contains(remedy);
        });
    }

    @Test
    void whatIsNotThereIsEmptyAndItsRemovalNoError() throws IOException {
        String nothing = target("nothing", 0).path();
        assertThat(transport().read(nothing, Account.LOGIN)).isEmpty();
        assertThat(transport().stat(nothing, Account.LOGIN)).isEmpty();
        transport().remove(nothing, Account.LOGIN);
        transport().put(bytes("x"), target("file", 0600), Account.LOGIN);
        assertThat(transport().read(target("file/below", 0).path(), Account.LOGIN))
                .isEmpty();
    }

    @Test
    void removesFilesLinksAndEmptyDirectoriesOnly() throws IOException {
        Files.createDirectory(directory.resolve("d"));
        Files.writeString(directory.resolve("d/f"), "x");
        Files.createSymbolicLink(directory.resolve("link"), directory.resolve("d"));
        transport().remove(target("link", 0).path(), Account.LOGIN);
        assertThat(directory.resolve("d/f")).exists();
        assertRefused(() -> transport().remove(target("d", 0).path(), Account.LOGIN), "");
        transport().remove(target("d/f", 0).path(), Account.LOGIN);
        transport().remove(target("d", 0).path(), Account.LOGIN);
        assertThat(directory).isEmptyDirectory();
    }

    @Test
    void looksAtDirectories() throws IOException {
        FileStat stat = transport().stat(directory.toString(), Account.LOGIN).orElseThrow();
        assertThat(stat.kind()).isEqualTo(FileStat.FileKind.DIRECTORY);
        assertThat(stat.modeText()).isEqualTo("0755");
        assertThat(stat.modified())
                .isEqualTo(Files.getLastModifiedTime(directory).to(TimeUnit.SECONDS));
    }

    @Test
    void refusesPathsThatAreNotAbsolute() {
        assertThatThrownBy(() -> transport().read("f", Account.LOGIN)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void actsAsAnotherAccountInItsHome() throws IOException {
        Fixtures.requireRoot("another account is taken");
        Command command = Command.of("sh", "-c", "id -un; id -Gn; echo \"$HOME\"; pwd; cat")
                .as(Account.named("nobody"))
                .input(HOSTILE);
        CommandResult result = transport().run(command);
        assertThat(result.output()).isEqualTo("nobody\nnogroup\n/nonexistent\n/\n" + HOSTILE);
        assertThat(result.errors()).isEmpty();
    }

    @Test
    void writesAndReadsAsAnotherAccount() throws IOException {
        Fixtures.requireRoot("another account is taken");
        Account nobody = Account.named("nobody");
        assertRefused(() -> transport().put(bytes("x"), target("f", 0600), nobody), "do it as an account that may");
        Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString("rwxrwxrwx"));
        transport().put(bytes("mine"), target("f", 0600), nobody);
        FileStat stat = transport().stat(target("f", 0).path(), nobody).orElseThrow();
        assertThat(stat.owner() + " " + stat.modeText()).isEqualTo("nobody 0600");
        assertThat(transport().read(target("f", 0).path(), nobody)).hasValue("mine".getBytes(StandardCharsets.UTF_8));
        transport().remove(target("f", 0).path(), nobody);
        assertThat(directory).isEmptyDirectory();
    }

    @Test
    void givesAFileToAnOwner() throws IOException {
        Fixtures.requireRoot("another account is taken");
        FileTarget target = new FileTarget(directory.resolve("f").toString(), 0640, Optional.of("nobody:nogroup"));
        transport().put(bytes("x"), target, Account.ROOT);
        FileStat stat = transport().stat(target.path(), Account.ROOT).orElseThrow();
        assertThat(stat.owner() + ":" + stat.group() + " " + stat.modeText()).isEqualTo("nobody:nogroup 0640");
    }

    @Test
    void anAccountThatIsNotThereIsAProblemWithARemedy() throws IOException {
        Fixtures.requireRoot("another account is taken");
        Command command = Command.of("true").as(Account.named("jbarman-nobody-here"));
        assertThatThrownBy(() -> transport().run(command)).isInstanceOfSatisfying(TransportException.class, refused -> {
            assertThat(refused.problem().code()).isEqualTo("account-not-taken");
            assertThat(refused.problem().summary()).contains("jbarman-nobody-here", "no such account");
        });
    }

    @Test
    void aStatusOfTheProgramIsNeverTakenForARefusedAccount() throws IOException {
        Fixtures.requireRoot("another account is taken");
        Command command =
                Command.of("sh", "-c", "echo 'unknown user' >&2; exit 1").as(Account.named("nobody"));
        assertThat(transport().run(command)).isEqualTo(new CommandResult(1, "", "unknown user\n"));
    }
}
