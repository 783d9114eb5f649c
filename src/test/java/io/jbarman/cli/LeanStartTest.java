package io.jbarman.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.jbarman.fixture.TestClassPath;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Start-up time is class loading: commands load no library that they do not need. */
final class LeanStartTest {
    /** The YAML library names two value classes of java.sql; the rest of JDBC has no business here. */
    private static final List<String> HEAVY = List.of(
            " groovy.",
            "org.codehaus.groovy",
            "com.exceptionfactory",
            "net.schmizz",
            "org.apache.sshd",
            "com.github.luben",
            "net.jpountz",
            "org.tukaani",
            "org.apache.commons.compress",
            "org.postgresql",
            "java.sql.Driver",
            "java.sql.Connection",
            "io.pebbletemplates",
            "ch.qos.logback",
            "org.slf4j",
            "java.net.http");

    private static final List<String> GROOVY =
            List.of(" groovy.", " groovyjarjar", "org.codehaus.groovy", "org.apache.groovy");

    @ParameterizedTest
    @ValueSource(
            strings = {
                "validate playbooks/streaming.yml",
                "validate --format json playbooks/streaming.yml",
                "validate playbooks/variables.yml",
                "import --barman-conf src/test/resources/import/one-file.conf",
                "schema"
            })
    void noClassOfAHeavyLibraryIsLoaded(String command, @TempDir Path directory) throws Exception {
        Path classes = directory.resolve("classes.txt");
        int status = start(directory, classes, command.split(" ", -1));

        assertThat(status).isZero();
        try (Stream<String> lines = Files.lines(classes)) {
            List<String> loaded = lines.filter(line -> line.contains("source:")).toList();
            assertThat(loaded).anyMatch(line -> line.contains("io.jbarman.cli.Main"));
            assertThat(loaded).filteredOn(LeanStartTest::isHeavy).isEmpty();
        }
    }

    /** Whatever becomes of them here, where no server answers. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "validate playbooks/house-rules.yml",
                "explain playbooks/house-rules.yml",
                "graph playbooks/standby.yml",
                "plan playbooks/least-privilege.yml",
                "drift playbooks/house-rules.yml"
            })
    void noDocumentInYamlLoadsGroovy(String command, @TempDir Path directory) throws Exception {
        Path classes = directory.resolve("classes.txt");
        start(directory, classes, command.split(" ", -1));

        try (Stream<String> lines = Files.lines(classes)) {
            List<String> loaded = lines.filter(line -> line.contains("source:")).toList();
            assertThat(loaded).anyMatch(line -> line.contains("io.jbarman.playbook.YamlTree"));
            assertThat(loaded)
                    .filteredOn(line -> GROOVY.stream().anyMatch(line::contains))
                    .isEmpty();
        }
    }

    private static boolean isHeavy(String line) {
        return HEAVY.stream().anyMatch(line::contains);
    }

    private static int start(Path directory, Path classes, String... args) throws IOException, InterruptedException {
        List<String> command = Stream.concat(
                        Stream.of(
                                Path.of(System.getProperty("java.home"), "bin", "java")
                                        .toString(),
                                "-Xlog:class+load:file=" + classes,
                                "-cp",
                                TestClassPath.text(),
                                "io.jbarman.cli.Main"),
                        Stream.of(args))
                .toList();
        Process process = new ProcessBuilder(command)
                .directory(Path.of(System.getProperty("jbarman.checkout", ".")).toFile())
                .redirectErrorStream(true)
                .redirectOutput(directory.resolve("output.txt").toFile())
                .start();
        if (!process.waitFor(60, TimeUnit.SECONDS)) {
            process.destroyForcibly();
        }
        return process.waitFor();
    }
}
