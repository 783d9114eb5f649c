package io.jbarman.playbook;

import io.jbarman.diagnostics.Diagnostic;
import io.jbarman.diagnostics.Diagnostics;
import io.jbarman.diagnostics.Origin;
import io.jbarman.diagnostics.ProblemException;
import io.jbarman.schema.ControlNode;
import io.jbarman.schema.PlayBlock;
import io.jbarman.schema.SourceNode;
import io.jbarman.schema.SourceNode.Entry;
import io.jbarman.schema.SourceNode.Kind;
import io.jbarman.schema.SourceNode.Mapping;
import io.jbarman.schema.SourceNode.Scalar;
import io.jbarman.schema.SourceNode.Sequence;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The tasks of plays with those of files in the place of {@code import_tasks}, whose tags and conditions they have beside
 * their own. Confined to one thread.
 */
final class ImportedTasks {
    private static final String MISSING = "a path in import_tasks is taken from the document's directory";
    private static final String EMPTY = "write tasks: - name: ...";
    private static final Set<String> BESIDE =
            Set.of(PlayBlock.NAME, PlayBlock.IMPORT_TASKS, PlayBlock.WHEN, PlayBlock.TAGS);
    private static final int DEEPEST = 20;
    private static final int MOST = 100_000;

    private final String document;
    private final ControlNode node;
    private final Variables variables;
    private final Diagnostics problems;
    private final Deque<Path> open = new ArrayDeque<>();
    private final Set<Path> paths = new LinkedHashSet<>();
    private int count;

    ImportedTasks(String document, ControlNode node, Variables variables, Diagnostics problems) {
        this.document = document;
        this.node = node;
        this.variables = variables;
        this.problems = problems;
    }

    /** The document with all of them in it. */
    SourceNode in(SourceNode tree) {
        return Nodes.map(tree, (key, value) -> key.equals("plays") ? each(value, this::play) : value);
    }

    /** The files that were read, absolute. */
    List<Path> paths() {
        return List.copyOf(paths);
    }

    private interface Change {
        Stream<SourceNode> of(SourceNode node);
    }

    private static SourceNode each(SourceNode list, Change change) {
        return list instanceof Sequence sequence
                ? new Sequence(sequence.items().stream().flatMap(change::of).toList(), list.origin())
                : list;
    }

    private Stream<SourceNode> play(SourceNode play) {
        return Stream.of(
                Nodes.map(play, (key, value) -> key.equals(PlayBlock.TASKS) ? each(value, this::task) : value));
    }

    private Stream<SourceNode> task(SourceNode task) {
        if (++count > MOST) {
            throw TopologyBytes.problem(
                    "too-large", task.origin(), "more than " + MOST + " tasks, with those of files", "import less");
        }
        Optional<SourceNode> file = Nodes.at(task, PlayBlock.IMPORT_TASKS);
        if (file.isEmpty()) {
            return Stream.of(task);
        }
        if (!(file.get() instanceof Scalar written) || !isAlone(task)) {
            return Stream.of(task);
        }
        SourceNode name = variables.interpolate(written);
        return name instanceof Scalar path && isPath(path)
                ? imported(path).stream().map(each -> inherited(task, each))
                : Stream.of();
    }

    /** What else stands there is told by whoever checks the tree. */
    private boolean isAlone(SourceNode task) {
        List<Entry> more = Nodes.entries(task).stream()
                .filter(entry -> !BESIDE.contains(entry.key()))
                .toList();
        more.forEach(entry -> problems.add(Diagnostic.error(
                "contradiction",
                entry.keyOrigin(),
                "'" + entry.key() + "' has no place beside import_tasks",
                "write it into the tasks of the file")));
        return more.isEmpty();
    }

    private static boolean isPath(Scalar path) {
        boolean text = path.kind() == Kind.TEXT || path.kind() == Kind.INTERPOLATED;
        return text && !path.text().isEmpty() && path.text().chars().noneMatch(Character::isISOControl);
    }

    private List<SourceNode> imported(Scalar name) {
        Path path = node.resolve(name.text());
        String shown = LocalPaths.shown(name.text(), document, path);
        if (open.contains(path) || open.size() >= DEEPEST) {
            problems.add(Diagnostic.error(
                    "cycle",
                    name.origin(),
                    open.contains(path) ? shown + " imports itself" : "imports more than " + DEEPEST + " deep",
                    "take one of the imports out"));
            return List.of();
        }
        open.push(path);
        try {
            return expanded(read(path, shown, name));
        } finally {
            open.pop();
        }
    }

    private List<SourceNode> expanded(SourceNode tasks) {
        List<SourceNode> all = new ArrayList<>();
        if (tasks instanceof Sequence list) {
            list.items().forEach(task -> task(task).forEach(all::add));
        }
        return all;
    }

    private SourceNode read(Path path, String shown, Scalar name) {
        try {
            SourceNode tree =
                    YamlTree.read(TopologyBytes.decode(shown, LocalPaths.bytes(path, MISSING)), EMPTY, problems);
            paths.add(path);
            if (!(tree instanceof Sequence)) {
                problems.add(Diagnostic.error(
                        "wrong-type", tree.origin(), "a file of tasks must be a list, not " + tree.describe(), EMPTY));
            }
            return tree;
        } catch (ProblemException unreadable) {
            LocalPaths.tell(unreadable, name, shown, problems);
            return new Sequence(List.of(), name.origin());
        }
    }

    private static SourceNode inherited(SourceNode importing, SourceNode task) {
        if (!(task instanceof Mapping mapping)) {
            return task;
        }
        List<Entry> entries = new ArrayList<>(mapping.entries());
        for (String key : List.of(PlayBlock.WHEN, PlayBlock.TAGS)) {
            List<SourceNode> both = new ArrayList<>();
            Nodes.at(importing, key).map(Nodes::scalars).ifPresent(both::addAll);
            Optional<SourceNode> own = Nodes.at(task, key);
            if (!both.isEmpty() && own.map(ImportedTasks::isList).orElse(true)) {
                own.map(Nodes::scalars).ifPresent(both::addAll);
                entries.removeIf(entry -> entry.key().equals(key));
                Origin origin = both.get(0).origin();
                entries.add(new Entry(key, origin, new Sequence(both, origin)));
            }
        }
        return new Mapping(entries, mapping.origin());
    }

    private static boolean isList(SourceNode value) {
        return value instanceof Scalar || value instanceof Sequence;
    }
}
