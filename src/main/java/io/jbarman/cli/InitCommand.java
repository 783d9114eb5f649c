package io.jbarman.cli;

import io.jbarman.diagnostics.Diagnostic;
import io.jbarman.diagnostics.ProblemException;
import io.jbarman.json.Json;
import io.jbarman.playbook.EditorSchema;
import io.jbarman.template.ResourceTemplate;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Writes a topology to begin with. */
@Command(
        name = "init",
        mixinStandardHelpOptions = true,
        description = {
            "Write a commented topology to begin with, and the schema by which an editor completes its keys.",
            "",
            "A file that is there already is never written over: then nothing is written at all."
        },
        exitCodeListHeading = "%nExit status:%n",
        exitCodeList = {"0:written", "1:a file is there already, or cannot be written", "64:usage error"})
final class InitCommand implements Callable<Integer> {
    private static final String TOPOLOGY = "topology.yml";
    private static final String SCHEMA = "topology.schema.json";

    @Spec
    @Nullable
    CommandSpec spec;

    @Parameters(
            arity = "0..1",
            paramLabel = "DIR",
            defaultValue = ".",
            description = "Where to; made if it is not there (${DEFAULT-VALUE}).")
    Path directory = Path.of(".");

    @Option(names = "--debug", description = "Show the stack trace of an error.")
    boolean debug;

    @Override
    public Integer call() {
        Map<Path, String> files = new LinkedHashMap<>();
        files.put(path(TOPOLOGY), ResourceTemplate.text(TOPOLOGY));
        files.put(path(SCHEMA), Json.pretty(EditorSchema.json()) + "\n");
        files.keySet().stream()
                .filter(file -> Files.exists(file, LinkOption.NOFOLLOW_LINKS))
                .findFirst()
                .ifPresent(file -> {
                    throw exists(file);
                });
        files.forEach(InitCommand::write);
        Console console = Consoles.of(spec);
        files.keySet().forEach(file -> console.print("wrote " + file + "\n"));
        console.print(String.join("\n", next()) + "\n");
        return ExitStatus.OK;
    }

    private Path path(String name) {
        return directory.toString().equals(".") ? Path.of(name) : directory.resolve(name);
    }

    private List<String> next() {
        return List.of(
                "",
                "Change what is marked CHANGE in it, then:",
                "  jbarman validate " + path(TOPOLOGY),
                "  jbarman plan " + path(TOPOLOGY));
    }

    private static void write(Path file, String text) {
        try {
            Files.createDirectories(file.toAbsolutePath().resolveSibling(""));
            Files.writeString(file, text, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
        } catch (FileAlreadyExistsException e) {
            throw exists(file);
        } catch (IOException e) {
            throw new ProblemException(
                    Diagnostic.error(
                            "init-unwritable",
                            file + " cannot be written: " + e.getMessage(),
                            "name a directory that you may write to"),
                    e);
        }
    }

    private static ProblemException exists(Path file) {
        return new ProblemException(Diagnostic.error(
                "init-exists",
                file + " is there already; nothing was written",
                "name another directory: jbarman init DIR"));
    }
}
