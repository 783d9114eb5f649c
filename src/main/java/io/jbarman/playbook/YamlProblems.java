package io.jbarman.playbook;

import io.jbarman.diagnostics.Diagnostic;
import io.jbarman.diagnostics.Origin;
import io.jbarman.diagnostics.SourceText;
import java.util.LinkedHashMap;
import java.util.Map;
import org.yaml.snakeyaml.error.Mark;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;

/** What the YAML library throws, as diagnostics. */
final class YamlProblems {
    /** A part of the library's message to what it mostly comes from. */
    private static final Map<String, String> HINTS = new LinkedHashMap<>();

    static {
        HINTS.put("a tab", "put spaces in its place");
        HINTS.put("tag is not allowed", "take the tag out: !! and what follows it");
        HINTS.put(
                "mapping values are not allowed here",
                "is the line indented as its neighbours are? a value with ': ' in it needs quotes");
        HINTS.put("could not find expected ':'", "a key needs ': ' after it, and lines must be indented alike");
        HINTS.put("expected <block end>", "is the line indented as its neighbours are?");
        HINTS.put("expected ',' or", "a bracket is not closed, or a comma is missing");
        HINTS.put("did not find expected node content", "a bracket is not closed, or a value is missing");
        HINTS.put("undefined alias", "'*' begins an alias; for a text that begins with it use quotes");
        HINTS.put("that cannot start any token", "put quotes around a value that begins with such a character");
        HINTS.put("the document ends within", "a quote is not closed");
        HINTS.put("but found another document", "write one document into a file: no second ---");
        HINTS.put("while scanning an alias", "'*' begins an alias; for a text that begins with it use quotes");
        HINTS.put("Nesting Depth", "a topology is nowhere near that deep");
        HINTS.put("Number of aliases", "write the values out, or use vars");
    }

    private YamlProblems() {}

    static Diagnostic of(YAMLException problem, SourceText source) {
        if (problem instanceof MarkedYAMLException marked) {
            return marked(marked, source);
        }
        String message = String.valueOf(problem.getMessage());
        return Diagnostic.error(
                "yaml-syntax", Origin.ofFile(source.file()), "not acceptable YAML: " + message, hint(message));
    }

    private static Diagnostic marked(MarkedYAMLException problem, SourceText source) {
        String context = problem.getContext() == null ? "" : problem.getContext();
        String text = inPlainWords(problem.getProblem() == null ? "syntax error" : problem.getProblem(), context);
        Origin origin = place(problem.getProblemMark(), source);
        Origin began = place(problem.getContextMark(), source);
        boolean atTheEnd = origin.lineText().isEmpty() && began.line() > 0;
        Diagnostic diagnostic = Diagnostic.error(
                "yaml-syntax", atTheEnd ? began : origin, "not valid YAML: " + text, hint(context + " " + text));
        return atTheEnd || context.isEmpty() || began.line() == 0 || text.startsWith(context)
                ? diagnostic
                : diagnostic.withDetail(context + ", which began at " + began);
    }

    private static String inPlainWords(String problem, String context) {
        if (problem.contains("TAB")) {
            return "a tab where YAML wants spaces";
        }
        if (problem.contains("unexpected end of stream")) {
            return "the document ends within what began here";
        }
        return problem.startsWith("but ") ? context + ", " + problem : problem;
    }

    private static Origin place(@org.jspecify.annotations.Nullable Mark mark, SourceText source) {
        return mark == null ? Origin.ofFile(source.file()) : source.at(mark.getLine(), mark.getColumn());
    }

    private static String hint(String message) {
        return HINTS.entrySet().stream()
                .filter(entry -> message.contains(entry.getKey()))
                .map(Map.Entry::getValue)
                .findFirst()
                .orElse("look at the indentation, quotes and brackets there");
    }
}
