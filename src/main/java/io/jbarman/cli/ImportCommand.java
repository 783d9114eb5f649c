package io.jbarman.cli;

import io.jbarman.diagnostics.Diagnostic;
import io.jbarman.diagnostics.ProblemException;
import io.jbarman.draft.Draft;
import io.jbarman.draft.DraftSite;
import io.jbarman.draft.DraftText;
import io.jbarman.playbook.ParsedTopology;
import io.jbarman.playbook.TopologyFile;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Writes the topology of what exists. */
@Command(
        name = "import",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = {
            "Write a topology of what exists: a Barman configuration, with the files that it includes; or a running"
                    + " server, with what ALTER SYSTEM set, its roles, databases, extensions, slots and"
                    + " client authentication rules.",
            "",
            "What the topology does not say, or says otherwise, is listed at its end and on standard error, with its"
                    + " place. Passwords of logins stay where they are; other options that seem to hold one"
                    + " are left out. What a script's own words hide, nobody but you can see: look through the document"
                    + " before you commit it. Nothing is changed."
        },
        exitCodeListHeading = "%nExit status:%n",
        exitCodeList = {
            "0:written; there may be warnings",
            "1:there is nothing to import, or what was written has to be mended first",
            "64:usage error"
        },
        footer = {
            "",
            "  jbarman import --barman-conf /etc/barman.conf --output topology.yml",
            "  jbarman import --host 10.0.0.1 --ssh-user ops --become sudo --output topology.yml",
            "  jbarman plan topology.yml                    what would it change?"
        })
final class ImportCommand implements Callable<Integer> {
    @Spec
    @Nullable
    CommandSpec spec;

    /** Where it comes from. */
    static final class Source {
        @Option(
                names = "--barman-conf",
                paramLabel = "FILE",
                description = "Barman's main configuration file; what it includes is read as well.")
        @Nullable
        Path barmanConf;

        @Option(
                names = "--host",
                paramLabel = "HOST",
                description = "The host of a running server, as it is reached by SSH; local for this machine.")
        @Nullable
        String host;
    }

    @ArgGroup(multiplicity = "1")
    Source source = new Source();

    @Option(
            names = {"-o", "--output"},
            paramLabel = "FILE",
            description = "Where to; a file that is there is never written over. Left out, to standard output.")
    @Nullable
    Path output;

    @Option(
            names = "--address",
            paramLabel = "ADDRESS",
            description = "With --barman-conf: by which the barmanhost is reached; left out, it is this machine.")
    @Nullable
    String address;

    @Mixin
    SshOptions hosts = new SshOptions();

    @Mixin
    ServerOptions server = new ServerOptions();

    @Option(names = "--debug", description = "Show the stack trace of an error.")
    boolean debug;

    @Override
    public Integer call() {
        Console console = Consoles.of(spec);
        Draft draft = draft(console);
        String text = DraftText.of(draft, where());
        if (output == null) {
            console.print(text);
        } else {
            write(output, text);
            console.print("wrote " + output + "\n");
        }
        console.warn(draft.remarks());
        return check(text, console);
    }

    private Draft draft(Console console) {
        if (source.barmanConf != null) {
            return new ConfigImport(source.barmanConf, hosts, Optional.ofNullable(address)).draft();
        }
        console.progress("Observing " + where() + " ...");
        Optional<String> remote = Optional.ofNullable(source.host).filter(name -> !name.equals("local"));
        DraftSite site = hosts.site(Optional.of(server.server), remote);
        Draft draft = new ServerImport(server.skeleton(site), server.resolved(System.getenv())).draft();
        console.quiet();
        return draft;
    }

    private String where() {
        return source.barmanConf == null
                ? "the server at " + source.host + ", port " + server.port
                : source.barmanConf.toAbsolutePath().normalize().toString();
    }

    /** What a reader of the document would find wrong with it. */
    private int check(String text, Console console) {
        String name = Optional.ofNullable(output).map(Path::toString).orElse("(standard output)");
        ParsedTopology parsed = TopologyFile.readText(name, text);
        console.warn(parsed.problems());
        return parsed.topology().isPresent() ? ExitStatus.OK : ExitStatus.FAILED;
    }

    private static void write(Path file, String text) {
        try {
            Files.write(
                    file,
                    text.getBytes(StandardCharsets.UTF_8),
                    StandardOpenOption.CREATE_NEW,
                    StandardOpenOption.WRITE);
        } catch (FileAlreadyExistsException e) {
            throw new ProblemException(
                    Diagnostic.error(
                            "import-exists",
                            file + " is there already; nothing was written",
                            "name another file with --output"),
                    e);
        } catch (IOException e) {
            throw new ProblemException(
                    Diagnostic.error(
                            "import-unwritable",
                            file + " cannot be written: " + e.getMessage(),
                            "name a file that you may write"),
                    e);
        }
    }
}
