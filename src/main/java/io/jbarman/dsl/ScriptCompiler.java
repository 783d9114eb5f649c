package io.jbarman.dsl;

import io.jbarman.diagnostics.Diagnostic;
import io.jbarman.diagnostics.Diagnostics;
import io.jbarman.diagnostics.Origin;
import io.jbarman.diagnostics.ProblemException;
import io.jbarman.diagnostics.SourceText;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.codehaus.groovy.GroovyBugError;
import org.codehaus.groovy.control.CompilationFailedException;
import org.codehaus.groovy.control.CompilerConfiguration;
import org.codehaus.groovy.control.MultipleCompilationErrorsException;
import org.codehaus.groovy.control.messages.ExceptionMessage;
import org.codehaus.groovy.control.messages.Message;
import org.codehaus.groovy.control.messages.SyntaxErrorMessage;
import org.codehaus.groovy.syntax.SyntaxException;

/** Text to a script that can run. Everything that is wrong is told at once, as far as Groovy's parser gets. */
final class ScriptCompiler {
    /** What the script's class and its frames are named after. */
    static final String FILE = "jbarman_topology.groovy";

    private static final Set<String> GLOBAL_TRANSFORMATIONS = Set.of("groovy.grape.GrabAnnotationTransformation");

    private ScriptCompiler() {}

    /** @throws ProblemException if it is no Groovy, or refused */
    static TopologyScript compile(SourceText source, boolean trusted, Diagnostics problems) {
        Diagnostics found = new Diagnostics();
        try (ScriptLoader loader = new ScriptLoader(
                ScriptCompiler.class.getClassLoader(), configuration(source, trusted, found), FILE, source.text())) {
            Class<?> type = loader.compiled();
            if (!TopologyScript.class.isAssignableFrom(type)) {
                throw new ProblemException(Diagnostic.error(
                        "empty",
                        Origin.ofFile(source.file()),
                        "no topology in it",
                        "a topology begins with topology('name') { ... }; see dsl/streaming.groovy"));
            }
            problems.addAll(found.all());
            return (TopologyScript) type.getDeclaredConstructor().newInstance();
        } catch (CompilationFailedException refused) {
            throw new ProblemException(found.hasErrors() ? found.all() : problems(refused, source));
        } catch (StackOverflowError | GroovyBugError | LinkageError tooMuch) {
            throw new ProblemException(
                    Diagnostic.error(
                            "groovy-syntax",
                            Origin.ofFile(source.file()),
                            "Groovy's compiler gives up",
                            "is it nested too deep? use loops, or YAML"),
                    tooMuch);
        } catch (ReflectiveOperationException | java.io.IOException e) {
            throw new IllegalStateException("starting a script", e);
        }
    }

    private static CompilerConfiguration configuration(SourceText source, boolean trusted, Diagnostics found) {
        CompilerConfiguration configuration = new CompilerConfiguration();
        configuration.setScriptBaseClass(TopologyScript.class.getName());
        configuration.addCompilationCustomizers(new TopologyCustomizer(source, trusted, found));
        if (!trusted) {
            configuration.setDisabledGlobalASTTransformations(GLOBAL_TRANSFORMATIONS);
            configuration.addCompilationCustomizers(SecondFence.customizer());
        }
        return configuration;
    }

    private static List<Diagnostic> problems(CompilationFailedException refused, SourceText source) {
        List<Diagnostic> problems = new ArrayList<>();
        if (refused instanceof MultipleCompilationErrorsException several) {
            for (Message message : several.getErrorCollector().getErrors()) {
                problems.add(problem(message, source));
            }
        }
        return problems.isEmpty()
                ? List.of(syntax(Origin.ofFile(source.file()), String.valueOf(refused.getMessage())))
                : problems;
    }

    private static Diagnostic problem(Message message, SourceText source) {
        if (message instanceof SyntaxErrorMessage syntax) {
            SyntaxException cause = syntax.getCause();
            return syntax(source.at(cause.getStartLine() - 1, cause.getStartColumn() - 1), cause.getOriginalMessage());
        }
        Origin file = Origin.ofFile(source.file());
        if (message instanceof ExceptionMessage thrown) {
            boolean fence = thrown.getCause() instanceof SecurityException;
            return fence
                    ? Diagnostic.error(
                            "groovy-refused",
                            file,
                            "not allowed in a topology: " + thrown.getCause().getMessage(),
                            "if you know what the script does, run it with --trust")
                    : syntax(file, String.valueOf(thrown.getCause().getMessage()));
        }
        return syntax(file, message.toString());
    }

    /** Of what is not closed Groovy repeats everything up to the end, line feeds and all. */
    private static String inPlainWords(String message) {
        boolean unclosed = message.startsWith("Unexpected input") && message.contains("\\n");
        return unclosed ? "a bracket or quote further up is not closed, or one too many is" : message;
    }

    private static Diagnostic syntax(Origin where, String message) {
        return Diagnostic.error(
                "groovy-syntax",
                where,
                "not valid Groovy: " + inPlainWords(ScriptFailure.firstLine(message)),
                "look at the quotes, commas and brackets there");
    }
}
