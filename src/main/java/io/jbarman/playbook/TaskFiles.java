package io.jbarman.playbook;

import io.jbarman.diagnostics.Diagnostic;
import io.jbarman.diagnostics.Diagnostics;
import io.jbarman.diagnostics.ProblemException;
import io.jbarman.diagnostics.SourceText;
import io.jbarman.schema.ControlNode;
import io.jbarman.schema.SourceNode;
import io.jbarman.schema.SourceNode.Kind;
import io.jbarman.schema.SourceNode.Scalar;
import io.jbarman.template.FileTemplate;
import io.jbarman.template.TemplateException;
import io.jbarman.template.Toil;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The files beside a document that tasks put on hosts, each read once. Confined to one thread. */
final class TaskFiles {
    private static final String MISSING = "a path in src is taken from the document's directory";

    private final String document;
    private final ControlNode node;
    private final Diagnostics problems;
    private final Map<Path, SourceText> texts = new LinkedHashMap<>();
    private final Toil toil = new Toil();

    TaskFiles(String document, ControlNode node, Diagnostics problems) {
        this.document = document;
        this.node = node;
        this.problems = problems;
    }

    /** Those that were read, absolute. */
    List<Path> paths() {
        return new ArrayList<>(texts.keySet());
    }

    /** What is to be in the file that a module with {@code src} makes. */
    Optional<SourceNode> content(String module, SourceNode arguments, Variables variables) {
        boolean template = module.equals("template");
        return Nodes.at(arguments, "src")
                .filter(any -> template || module.equals("copy"))
                .filter(src -> src instanceof Scalar scalar && isPath(scalar))
                .map(Scalar.class::cast)
                .flatMap(src ->
                        text(src).flatMap(text -> template ? rendered(text, src, variables) : Optional.of(text.text())))
                .map(text -> new Scalar(text, Kind.INTERPOLATED, arguments.origin()));
    }

    /** Whether that file is a template that asks the host. */
    boolean asksHost(String module, SourceNode arguments, Set<String> asking) {
        return module.equals("template")
                && Nodes.at(arguments, "src")
                        .filter(src -> src instanceof Scalar scalar && isPath(scalar))
                        .flatMap(src -> text((Scalar) src))
                        .filter(text -> Condition.asksHost(text.text())
                                || (!asking.isEmpty() && !Collections.disjoint(names(text.text()), asking)))
                        .isPresent();
    }

    /** None where it is no template: that is told when it is rendered. */
    private static Set<String> names(String text) {
        try {
            return new FileTemplate(text).names();
        } catch (TemplateException problem) {
            return Set.of();
        }
    }

    private static boolean isPath(Scalar src) {
        boolean text = src.kind() == Kind.TEXT || src.kind() == Kind.INTERPOLATED;
        return text && !src.text().isEmpty() && src.text().chars().noneMatch(Character::isISOControl);
    }

    private Optional<SourceText> text(Scalar src) {
        Path path = node.resolve(src.text());
        SourceText known = texts.get(path);
        if (known != null) {
            return Optional.of(known);
        }
        String shown = LocalPaths.shown(src.text(), document, path);
        try {
            SourceText text = TopologyBytes.decode(shown, LocalPaths.bytes(path, MISSING));
            texts.put(path, text);
            return Optional.of(text);
        } catch (ProblemException unreadable) {
            unreadable.problems().forEach(problem -> problems.add(LocalPaths.at(src, shown, problem)));
            return Optional.empty();
        }
    }

    private Optional<String> rendered(SourceText text, Scalar src, Variables variables) {
        try {
            FileTemplate template = new FileTemplate(text.text());
            return Optional.of(template.render(variables.values(template.names()), toil));
        } catch (TemplateException problem) {
            if (toil.isSpent()) {
                throw TopologyBytes.problem(
                        "too-large",
                        src.origin(),
                        text.file() + ": " + problem.getMessage(),
                        problem.remedy().orElse("make the template smaller"));
            }
            String line = problem.line() > 0 ? ":" + problem.line() : "";
            problems.add(Diagnostic.error(
                    problem.unknownVariable().isPresent() ? "unknown-variable" : "bad-expression",
                    src.origin(),
                    text.file() + line + ": " + problem.getMessage(),
                    problem.remedy().orElse("mend the template, or give the variable a value in vars")));
            return Optional.empty();
        }
    }
}
