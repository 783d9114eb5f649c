package io.jbarman.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.jbarman.cli.ServerSite.Run;
import io.jbarman.fixture.Fixtures;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Files of a host's system through applies, hands and ways back: no text of a person's is lost, and none comes back as another's. */
final class WrittenFilesTest {
    private static final String DROP = "h/copy";

    private final Path directory;
    private final Path file;

    WrittenFilesTest(@TempDir Path directory) {
        this.directory = directory;
        this.file = directory.resolve("system/motd");
    }

    @BeforeEach
    void asRoot() throws IOException {
        assumeTrue(Fixtures.isRoot(), "what is in a host's system is root's");
        Files.createDirectory(file.getParent());
    }

    @Test
    void aTextOfASecondLifeIsKeptAndIsWhatComesBack() throws IOException {
        Files.writeString(file, "first\n");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r-----"));
        apply("ours");
        write("a hand\n");

        Run refused = destroy();
        assertThat(refused.status()).as(words(refused)).isEqualTo(1);
        assertThat(words(refused)).contains(file + " is not as jbarman wrote it", "--drop " + address());
        assertThat(file).hasContent("a hand\n");

        Files.delete(file);
        succeeds(destroy());
        write("a hand\n");
        apply("ours");
        succeeds(destroy());

        assertThat(file).hasContent("a hand\n");
        assertThat(texts()).contains("a hand\n", "first\n");
    }

    @Test
    void whatWasThereComesBackWithItsModeWhateverTheDocumentSaysByNow() throws IOException {
        Files.write(file, new byte[] {'f', (byte) 0xE9, 't', (byte) 0xE9, '\n'});
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r-----"));
        apply("ours");
        apply("ours, later");
        assertThat(files()).as("jbarman's own is not kept").hasSize(2);
        topology("never applied");

        succeeds(destroy());

        assertThat(Files.readAllBytes(file)).containsExactly('f', 0xE9, 't', 0xE9, '\n');
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-r-----");
        assertThat(files()).hasSize(1);
    }

    @Test
    void aFileOfOursGoesWithoutATraceAndWhatAHandMadeOfItIsKeptAtTheNextApply() throws IOException {
        apply("ours");
        apply("ours, later");
        write("a hand\n");
        apply("ours, later");
        assertThat(texts()).containsExactlyInAnyOrder("ours, later", "a hand\n");

        succeeds(destroy());

        assertThat(texts()).containsExactly("a hand\n");
        assertThat(file).doesNotExist();
    }

    @Test
    void whereNothingIsLeftOfWhatWasThereThatIsSaid() throws IOException {
        Files.writeString(file, "first\n");
        apply("ours");
        for (Path one : files()) {
            if (!one.equals(file)) {
                Files.delete(one);
            }
        }

        Run refused = destroy();
        assertThat(refused.status()).isEqualTo(1);
        assertThat(words(refused)).contains("there is no copy, by its digest, of what was in " + file);

        succeeds(destroy("--drop", address()));
        assertThat(file).hasContent("ours");
    }

    private String address() {
        return DROP + file;
    }

    private void write(String text) throws IOException {
        Files.writeString(file, text);
    }

    private void apply(String content) throws IOException {
        succeeds(ServerSite.jbarman("apply", topology(content).toString(), "--yes", "--verify", "none"));
    }

    private Run destroy(String... more) {
        return ServerSite.jbarman(Stream.concat(
                        Stream.of(
                                "destroy",
                                "--yes",
                                directory.resolve("topology.yml").toString()),
                        Stream.of(more))
                .toArray(String[]::new));
    }

    private static void succeeds(Run run) {
        assertThat(run.status()).as(words(run)).isZero();
    }

    private static String words(Run run) {
        return run.out() + run.err();
    }

    private List<Path> files() throws IOException {
        try (Stream<Path> files = Files.list(file.getParent())) {
            return files.toList();
        }
    }

    private List<String> texts() throws IOException {
        return files().stream().map(WrittenFilesTest::text).toList();
    }

    private static String text(Path one) {
        try {
            return Files.readString(one);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    /** The barmanhost is where the record is. */
    private Path topology(String content) throws IOException {
        return Files.writeString(directory.resolve("topology.yml"), """
                version: 1
                name: written
                hosts:
                  h:
                    address: 127.0.0.1
                    connection: local
                    system: { files: { %s: { content: "%s" } } }
                barman:
                  backup:
                    host: h
                    user: root
                    home: %3$s/home
                    config: %3$s/barman.conf
                    config_directory: %3$s/barman.d
                    passfile: %3$s/pgpass
                    runtime: { supervise: none }
                """.formatted(file, content, directory));
    }
}
