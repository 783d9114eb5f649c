package io.jbarman.playbook;

import io.jbarman.diagnostics.Diagnostic;
import io.jbarman.diagnostics.Origin;
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
        HINTS.put("\\t(TAB)", "indent with spaces: YAML takes no tab there");
        HINTS.put(
                "mapping values are not allowed here",
                "is the line indented as its neighbours are? a value with ': ' in it needs quotes");
        HINTS.put("could not find expected ':'", "a key needs ': ' after it, and lines must be indented alike");
        HINTS.put("expected <block end>", "is the line indented as its neighbours are?");
        HINTS.put("expected ',' or", "a bracket is not closed, or a comma is missing");
        HINTS.put("did not find expected node content", "a bracket is not closed, or a value is missing");
        HINTS.put("undefined alias", "'*' begins an alias; for a text that begins with it use quotes");
        HINTS.put("that cannot start any token", "put quotes around a value that begins with such a character");
        HINTS.put("unexpected end of stream", "a quote is not closed");
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
        Origin origin = place(problem.getProblemMark(), source);
        String text = problem.getProblem() == null ? "syntax error" : problem.getProblem();
        String context = problem.getContext() == null ? "" : problem.getContext();
        Diagnostic diagnostic = Diagnostic.error(
                "yaml-syntax",
                origin,
                "not valid YAML: " + withoutAdvice(text),
                hint(text.contains("TAB") ? text : context + " " + text));
        return context.isEmpty() || problem.getContextMark() == null
                ? diagnostic
                : diagnostic.withDetail(context + ", which began at " + place(problem.getContextMark(), source));
    }

    /** The library's own advice is left to the hint. */
    private static String withoutAdvice(String text) {
        int parenthesis = text.indexOf(" (Do not use");
        return (parenthesis < 0 ? text : text.substring(0, parenthesis)).replaceFirst("\\.$", "");
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
