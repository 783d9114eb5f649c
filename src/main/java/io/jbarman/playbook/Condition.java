package io.jbarman.playbook;

import io.jbarman.diagnostics.Diagnostic;
import io.jbarman.diagnostics.Diagnostics;
import io.jbarman.schema.PlayBlock;
import io.jbarman.schema.SourceNode;
import io.jbarman.schema.SourceNode.Kind;
import io.jbarman.schema.SourceNode.Scalar;
import io.jbarman.template.Interpolation;
import io.jbarman.template.TemplateException;
import io.jbarman.topology.FactCondition;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** {@code when} of a play and a task, with the variables of one round. */
record Condition(Variables variables, Diagnostics problems) {
    private static final Pattern FACTS = Pattern.compile("\\bhost\\s*\\.\\s*facts\\b");
    private static final String WORD = "facts";
    private static final List<String> TRUTHS = List.of("true", "false");

    /** Whether an expression, or a text with some, asks the host. */
    static boolean asksHost(String text) {
        return text.contains(WORD) && FACTS.matcher(text).find();
    }

    /** What is left for the host to tell; empty where it is false without that, or a problem. */
    Optional<List<FactCondition>> open(SourceNode... blocks) {
        List<FactCondition> open = new ArrayList<>();
        for (SourceNode block : blocks) {
            for (Scalar expression :
                    Nodes.at(block, PlayBlock.WHEN).map(Nodes::scalars).orElse(List.of())) {
                if (Interpolation.isIn(expression.text())) {
                    refuseBraces(expression);
                    return Optional.empty();
                }
                if (!asksHost(expression.text())) {
                    if (!isTrue(expression)) {
                        return Optional.empty();
                    }
                } else if (!leftOpen(expression, open)) {
                    return Optional.empty();
                }
            }
        }
        return Optional.of(open);
    }

    private void refuseBraces(Scalar expression) {
        problems.add(Diagnostic.error(
                "bad-expression",
                expression.origin(),
                "'when' is an expression already",
                "write it without braces: when: env == 'production'"));
    }

    private boolean isTrue(Scalar expression) {
        SourceNode value = variables.interpolate(inBraces(expression));
        boolean unknown = value instanceof Scalar scalar && scalar.kind() == Kind.UNKNOWN;
        if (!unknown && !TRUTHS.contains(value.spelling())) {
            refuse(expression, value.describe());
        }
        return !unknown && value.spelling().equals("true");
    }

    private void refuse(Scalar expression, String found) {
        problems.add(Diagnostic.error(
                "wrong-type",
                expression.origin(),
                "'when' must be true or false, not " + found,
                "compare it with something: when: env == 'production'"));
    }

    /** Tried on an example, so that a slip is told before any host is asked. */
    private boolean leftOpen(Scalar expression, List<FactCondition> open) {
        try {
            Interpolation parsed = Interpolation.parse(inBraces(expression).text());
            Map<String, Object> values = variables.values(parsed.names());
            FactCondition condition = new FactCondition(expression.text(), values);
            Object value = parsed.evaluate(condition.with(FactCondition.EXAMPLE));
            if (!(value instanceof Boolean)) {
                refuse(expression, "'" + value + "'");
                return false;
            }
            return open.add(condition);
        } catch (TemplateException problem) {
            problems.add(Diagnostic.error(
                    problem.unknownVariable().isPresent() ? "unknown-variable" : "bad-expression",
                    expression.origin(),
                    "'when' cannot be understood: " + problem.getMessage(),
                    problem.remedy()
                            .orElse("host.facts has os (name, family, version, major, codename), kernel, architecture,"
                                    + " hostname, cpus, memory_mb, init")));
            return false;
        }
    }

    private static Scalar inBraces(Scalar expression) {
        return new Scalar("{{ " + expression.text() + " }}", Kind.TEXT, expression.origin());
    }
}
