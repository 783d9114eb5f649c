package io.jbarman.quickstart;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jbarman.diagnostics.ProblemException;
import io.jbarman.fixture.Fixtures;
import io.jbarman.transport.ShellQuote;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The main job, end to end: real commands in their own processes against real servers. */
@Tag("end-to-end")
final class QuickstartTest {
    private final StringWriter output = new StringWriter();
    private Path directory = Path.of("/");

    @BeforeEach
    void makeDirectory() throws IOException {
        directory = Directories.temporary("jbq");
    }

    @AfterEach
    void removeDirectory() throws IOException {
        Directories.delete(directory);
    }

    @Test
    void everySceneIsAsItShouldBeAndNothingIsLeft() throws IOException {
        Path runs = Files.createDirectory(directory.resolve("t"));
        Directories.makeTraversable(runs);
        Path launcher = script("exec " + ShellQuote.join(commandLine()) + " \"$@\"");
        new Quickstart(
                        new Quickstart.Options(launcher, Fixtures.checkout(), runs, false, 17),
                        new PrintWriter(output, true))
                .run();
        assertThat(output.toString())
                .contains("both SHA-256 are equal", "these two findings only", "drift finds nothing any more");
        assertThat(new Leftovers(runs).processes()).isEmpty();
        assertThat(runs).isEmptyDirectory();
    }

    @Test
    void aCommandThatFailsStopsItWithARemedyAndNothingIsLeft() throws IOException {
        Path runs = Files.createDirectory(directory.resolve("t"));
        Directories.makeTraversable(runs);
        Path launcher = script("echo 'error: no'; exit 3");
        Quickstart quickstart = new Quickstart(
                new Quickstart.Options(launcher, Fixtures.checkout(), runs, false, 17), new PrintWriter(output, true));
        assertThatThrownBy(quickstart::run).isInstanceOfSatisfying(ProblemException.class, problem -> {
            assertThat(problem.problems().get(0).summary()).contains("exit status 3, not 0");
            assertThat(problem.problems().get(0).hint()).contains("--keep");
        });
        assertThat(new Leftovers(runs).processes()).isEmpty();
        try (Stream<Path> left = Files.list(runs)) {
            assertThat(left).isEmpty();
        }
    }

    private List<String> commandLine() {
        return List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-Djbarman.launcher=" + directory.resolve("jbarman"),
                "-cp",
                System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                "io.jbarman.cli.Main");
    }

    /** A launcher of this test's own: the checkout's would build, and a build is what runs this test. */
    private Path script(String line) throws IOException {
        Path launcher = Files.writeString(directory.resolve("jbarman"), "#!/bin/sh\n" + line + "\n");
        return Files.setPosixFilePermissions(launcher, PosixFilePermissions.fromString("rwxr-xr-x"));
    }
}
