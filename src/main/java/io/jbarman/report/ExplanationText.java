package io.jbarman.report;

import io.jbarman.diagnostics.Origin;
import io.jbarman.explain.Explanation;
import io.jbarman.explain.Task;
import io.jbarman.explain.Value;
import io.jbarman.plan.ResourceId;
import io.jbarman.resource.Want;
import io.jbarman.topology.KnownVariable;
import io.jbarman.topology.VariableSource;
import io.jbarman.topology.VariableSource.Level;
import java.util.List;

/** Explanations for people. */
public final class ExplanationText {
    /** Longer values push the places off the screen. */
    private static final int WIDEST = 44;

    private final Ink ink;
    private final StringBuilder text = new StringBuilder();

    private ExplanationText(Ink ink) {
        this.ink = ink;
    }

    /** All of them, a blank line between two, ending with a line feed. */
    public static String of(List<Explanation> explanations, Ink ink) {
        ExplanationText form = new ExplanationText(ink);
        for (Explanation one : explanations) {
            form.text.append(form.text.isEmpty() ? "" : "\n");
            form.append(one);
        }
        return form.text.toString();
    }

    /** A resource, ending with a line feed. */
    public static String of(Task task, Ink ink) {
        ExplanationText form = new ExplanationText(ink);
        form.text.append(ink.strong(task.id().toString())).append('\n');
        task.declaredBy()
                .forEach(words ->
                        form.text.append("  declared by ").append(words).append('\n'));
        task.declaredAt()
                .map(place -> "declared at " + place)
                .or(() -> task.owner()
                        .filter(any -> task.declaredBy().isEmpty())
                        .map(place -> "follows from what is said at " + place))
                .ifPresent(words -> form.text.append("  ").append(words).append('\n'));
        form.text.append("  is to be\n");
        task.wants().forEach(want -> form.append(want, "    "));
        form.appendIds("waits for", task.after());
        form.appendIds("is waited for by", task.before());
        form.text.append("  kind ").append(task.id().kind());
        form.text.append(": see jbarman doc ").append(task.id().kind()).append('\n');
        return form.text.toString();
    }

    private void appendIds(String what, List<ResourceId> ids) {
        text.append("  ").append(what).append(ids.isEmpty() ? " nothing" : "").append('\n');
        ids.forEach(id -> text.append("    ").append(id).append('\n'));
    }

    private void append(Explanation one) {
        text.append(ink.strong(one.what() + " " + one.name())).append("  ");
        text.append(ink.faint(one.origin().toString())).append('\n');
        append("in groups", one.groups());
        append("hosts", one.members());
        appendVariables(one.variables());
        appendValues(one.values());
        appendTasks(one.tasks());
    }

    private void append(String what, List<String> names) {
        if (!names.isEmpty()) {
            text.append("  ")
                    .append(what)
                    .append(' ')
                    .append(String.join(", ", names))
                    .append('\n');
        }
    }

    private void appendVariables(List<KnownVariable> variables) {
        if (variables.stream().allMatch(variable -> variable.source().level() == Level.BUILT_IN)) {
            return;
        }
        text.append("  variables\n");
        int names =
                variables.stream().mapToInt(one -> one.name().length()).max().orElse(0);
        int values = widest(variables.stream().map(KnownVariable::value).toList());
        for (KnownVariable variable : variables) {
            row(variable.name(), names, variable.value(), values, source(variable.source()));
            variable.shadowed()
                    .forEach(source -> text.append(" ".repeat(6 + names))
                            .append(ink.faint("hides " + Printable.of(source.written()) + "  " + source(source)))
                            .append('\n'));
        }
    }

    private static String source(VariableSource source) {
        if (source.level() == Level.FILE) {
            return "file " + source.origin();
        }
        boolean placed = source.origin().line() > 0;
        return source.words() + (placed ? ", " + source.origin() : "");
    }

    private void appendValues(List<Value> values) {
        if (values.isEmpty()) {
            return;
        }
        text.append("  values\n");
        int keys = values.stream().mapToInt(one -> one.key().length()).max().orElse(0);
        int texts = widest(values.stream().map(Value::text).toList());
        values.forEach(value -> row(
                value.key(),
                keys,
                value.text(),
                texts,
                value.origin().map(Origin::toString).orElse("left out: the default")));
    }

    private static int widest(List<String> texts) {
        return texts.stream()
                .mapToInt(String::length)
                .filter(length -> length <= WIDEST)
                .max()
                .orElse(0);
    }

    private void row(String name, int names, String value, int values, String place) {
        String shown = Printable.of(value).replace("\n", "\\n");
        text.append("    ")
                .append(name)
                .append(" ".repeat(names - name.length() + 2))
                .append(shown);
        text.append(" ".repeat(Math.max(0, values - value.length()) + 2))
                .append(ink.faint(place))
                .append('\n');
    }

    private void appendTasks(List<Task> tasks) {
        if (tasks.isEmpty()) {
            return;
        }
        text.append("  compiles to, in this order\n");
        for (Task task : tasks) {
            text.append("    ").append(ink.strong(task.id().toString())).append('\n');
            task.wants().forEach(want -> appendShort(want, "      "));
        }
    }

    private void append(Want want, String indent) {
        String value = Printable.of(want.value());
        text.append(indent).append(attribute(want));
        if (value.contains("\n")) {
            value.lines().forEach(line -> text.append("\n  ").append(indent).append(line));
        } else {
            text.append(want.attribute().isEmpty() ? "" : " ").append(value);
        }
        text.append('\n');
    }

    /** Among many tasks a file's text would hide the others. */
    private void appendShort(Want want, String indent) {
        long lines = want.value().lines().count();
        append(
                lines > 1 ? new Want(want.attribute(), lines + " lines, as explain of the address shows") : want,
                indent);
    }

    private static String attribute(Want want) {
        return want.attribute().isEmpty() ? "" : Printable.of(want.attribute()) + ":";
    }
}
