package io.jbarman.playbook;

import io.jbarman.diagnostics.Diagnostic;
import io.jbarman.diagnostics.Diagnostics;
import io.jbarman.diagnostics.Origin;
import io.jbarman.diagnostics.ProblemException;
import io.jbarman.diagnostics.SourceText;
import io.jbarman.dsl.GroovyTree;
import io.jbarman.schema.ControlNode;
import io.jbarman.schema.PlayedTasks;
import io.jbarman.schema.SourceNode;
import io.jbarman.schema.TopologyDocument;
import io.jbarman.topology.HostFacts;
import io.jbarman.topology.SourceMap;
import io.jbarman.topology.TopologyRules;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Reads topology documents. Every problem is found in one reading; none is thrown. */
public final class TopologyFile {
    private static final String WHERE_EMPTY =
            "a topology begins with 'version: 1' and 'name: ...'; see playbooks/streaming.yml";

    private static final String WHERE_MISSING = "give the path of a topology; playbooks/streaming.yml is one to copy";

    private TopologyFile() {}

    /** Reads a file; one that is missing or unreadable is a problem like the others. */
    public static ParsedTopology read(Path file) {
        return read(file, Map.of());
    }

    /** The same with these values for variables of it, which are problems where it knows no such variable. */
    public static ParsedTopology read(Path file, Map<String, String> variables) {
        return read(file, variables, false);
    }

    /**
     * The same.
     *
     * @param trusted whether a document that is a Groovy script may do whatever a program may
     */
    public static ParsedTopology read(Path file, Map<String, String> variables, boolean trusted) {
        return read(file, variables, trusted, HostFacts.EXAMPLE);
    }

    /**
     * The same, to be planned with.
     *
     * @param facts what hosts said of themselves, for values of tasks that ask
     */
    public static ParsedTopology read(Path file, Map<String, String> variables, boolean trusted, HostFacts facts) {
        Path directory = Optional.ofNullable(file.toAbsolutePath().getParent()).orElse(file);
        ControlNode node = new ControlNode(directory, Path.of(System.getProperty("user.home", "/")));
        try {
            return parse(
                    file.toString(),
                    FileBytes.of(file, WHERE_MISSING),
                    new GivenVariables(variables),
                    new Reading(trusted, facts, node));
        } catch (ProblemException unreadable) {
            return nothing(file.toString(), unreadable.problems());
        }
    }

    /** Reads a document that is no file yet, as if it were in the working directory under that name. */
    public static ParsedTopology readText(String file, String text) {
        ControlNode node = new ControlNode(Path.of("").toAbsolutePath(), Path.of(System.getProperty("user.home", "/")));
        return parse(file, text.getBytes(StandardCharsets.UTF_8), node);
    }

    /** Reads the bytes of a document of that name. */
    static ParsedTopology parse(String file, byte[] bytes, ControlNode node) {
        return parse(file, bytes, node, HostFacts.EXAMPLE);
    }

    static ParsedTopology parse(String file, byte[] bytes, ControlNode node, HostFacts facts) {
        return parse(file, bytes, new GivenVariables(Map.of()), new Reading(false, facts, node));
    }

    /** How a document is read. */
    private record Reading(boolean trusted, HostFacts facts, ControlNode node) {}

    private static ParsedTopology parse(String file, byte[] bytes, GivenVariables given, Reading how) {
        ControlNode node = how.node();
        Diagnostics problems = new Diagnostics();
        try {
            SourceNode written = tree(TopologyBytes.decode(file, bytes), how.trusted(), problems);
            VarsFiles files = VarsFiles.read(written, file, node, given, problems);
            VariableScopes scopes = new VariableScopes(written, files.layers(), given, problems);
            ImportedTasks imports = new ImportedTasks(file, node, scopes.everywhere(), problems);
            SourceNode tree = imports.in(written);
            SourceNode interpolated = InterpolatedTree.of(tree, scopes);
            scopes.evaluateAll();
            TaskFiles taskFiles = new TaskFiles(file, node, problems);
            PlayedTasks tasks = new UnrolledPlays(scopes, how.facts(), taskFiles, problems).of(tree);
            given.reportUnknown(scopes.names(), problems);
            TopologyDocument.Read read = TopologyDocument.read(file, interpolated, tasks, node);
            refuseTrustWithTimer(read, how.trusted(), problems);
            return understand(
                    read,
                    scopes,
                    Stream.of(files.paths(), imports.paths(), taskFiles.paths())
                            .flatMap(List::stream)
                            .toList(),
                    problems);
        } catch (ProblemException unreadable) {
            return nothing(file, inOrder(together(problems, unreadable.problems())));
        } catch (StackOverflowError tooDeep) {
            return nothing(file, inOrder(together(problems, List.of(tooDeep(file)))));
        }
    }

    private static List<Diagnostic> together(Diagnostics problems, List<Diagnostic> more) {
        return Stream.concat(problems.all().stream(), more.stream()).toList();
    }

    /** Bounds are kept where values are read; this is for what nobody thought of. */
    private static Diagnostic tooDeep(String file) {
        return Diagnostic.error(
                "too-large",
                Origin.ofFile(file),
                "nested or repeated beyond all measure",
                "make long values shorter and deep ones flat");
    }

    /** Only a script's path reaches Groovy: loading it would cost every other start. */
    private static SourceNode tree(SourceText source, boolean trusted, Diagnostics problems) {
        return source.file().endsWith(".groovy")
                ? GroovyTree.read(SourceText.ofCode(source.file(), source.text()), trusted, problems)
                : YamlTree.read(source, WHERE_EMPTY, problems);
    }

    private static void refuseTrustWithTimer(TopologyDocument.Read read, boolean trusted, Diagnostics problems) {
        if (trusted && read.topology().drift().timer()) {
            problems.add(Diagnostic.error(
                    "contradiction",
                    read.sources().origin("drift.timer"),
                    "a timer would run this script without anyone looking, and --trust is for a look at it",
                    "take the timer out, or leave --trust out"));
        }
    }

    private static ParsedTopology understand(
            TopologyDocument.Read read, VariableScopes scopes, List<Path> files, Diagnostics problems) {
        problems.addAll(read.problems());
        problems.addAll(news(TopologyRules.check(read.topology(), read.sources()), problems));
        boolean errors = problems.hasErrors();
        return new ParsedTopology(
                errors ? Optional.empty() : Optional.of(read.topology()),
                read.sources(),
                inOrder(problems.all()),
                Optional.of(new DocumentDetails(scopes, read)),
                files);
    }

    /** What a rule finds where a problem stands already only follows from it; so do most warnings beside errors. */
    private static List<Diagnostic> news(List<Diagnostic> found, Diagnostics known) {
        Set<String> places = known.all().stream().map(TopologyFile::place).collect(Collectors.toSet());
        boolean errors = known.hasErrors() || found.stream().anyMatch(Diagnostic::isError);
        return found.stream()
                .filter(problem -> !places.contains(place(problem)))
                .filter(problem -> problem.isError() || !errors)
                .toList();
    }

    private static String place(Diagnostic problem) {
        return problem.origin().map(Origin::toString).orElse("");
    }

    private static List<Diagnostic> inOrder(List<Diagnostic> problems) {
        Comparator<Diagnostic> byLine = Comparator.comparing(
                problem -> problem.origin().map(Origin::line).orElse(0));
        return problems.stream()
                .sorted(byLine.thenComparing(
                        problem -> problem.origin().map(Origin::column).orElse(0)))
                .distinct()
                .toList();
    }

    private static ParsedTopology nothing(String file, List<Diagnostic> problems) {
        return new ParsedTopology(
                Optional.empty(), new SourceMap(file, Map.of()), problems, Optional.empty(), List.of());
    }
}
