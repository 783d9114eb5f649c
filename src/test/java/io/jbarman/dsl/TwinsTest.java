package io.jbarman.dsl;

import static org.assertj.core.api.Assertions.assertThat;

import groovy.lang.GroovyClassLoader;
import groovy.transform.TypeChecked;
import io.jbarman.compile.Compiler;
import io.jbarman.playbook.TopologyFile;
import io.jbarman.report.DiagnosticText;
import io.jbarman.secret.Secrets;
import io.jbarman.topology.Topology;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.codehaus.groovy.control.CompilerConfiguration;
import org.codehaus.groovy.control.customizers.ASTTransformationCustomizer;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every script of dsl/ says what its twin in playbooks/ says. */
final class TwinsTest {
    private static final Path CHECKOUT = Path.of(System.getProperty("jbarman.checkout", "."));

    static Stream<String> twins() throws IOException {
        try (Stream<Path> files = Stream.of("dsl", "playbooks").flatMap(TwinsTest::files)) {
            return files
                    .map(file -> String.valueOf(file.getFileName()))
                    .filter(name -> name.endsWith(".groovy") || name.endsWith(".yml"))
                    .map(name -> name.substring(0, name.lastIndexOf('.')))
                    .distinct()
                    .sorted()
                    .toList()
                    .stream();
        }
    }

    private static Stream<Path> files(String directory) {
        try (Stream<Path> files = Files.list(CHECKOUT.resolve(directory))) {
            return files.toList().stream();
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    @ParameterizedTest
    @MethodSource("twins")
    void bothSayTheSame(String name) {
        Topology yaml = read("playbooks/" + name + ".yml");
        Topology groovy = read("dsl/" + name + ".groovy");

        assertThat(groovy).isEqualTo(yaml);
        assertThat(Compiler.compile(groovy, Secrets.NONE)).isEqualTo(Compiler.compile(yaml, Secrets.NONE));
    }

    private static Topology read(String file) {
        var parsed = TopologyFile.read(CHECKOUT.resolve(file));
        assertThat(DiagnosticText.of(parsed.problems())).isEmpty();
        return parsed.orThrow();
    }

    /** Editors complete by the same delegates as Groovy's own type checker goes by. */
    @ParameterizedTest
    @MethodSource("twins")
    void editorsKnowEveryWord(String name) throws IOException {
        CompilerConfiguration configuration = new CompilerConfiguration();
        configuration.setScriptBaseClass(TopologyScript.class.getName());
        configuration.addCompilationCustomizers(new ASTTransformationCustomizer(TypeChecked.class));
        try (GroovyClassLoader loader = new GroovyClassLoader(getClass().getClassLoader(), configuration)) {
            Path script = CHECKOUT.resolve("dsl/" + name + ".groovy");
            assertThat(loader.parseClass(Files.readString(script), "Script.groovy"))
                    .isNotNull();
        }
    }
}
