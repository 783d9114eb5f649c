package io.jbarman.playbook;

import io.jbarman.diagnostics.Diagnostic;
import io.jbarman.diagnostics.Diagnostics;
import io.jbarman.playbook.Rounds.Round;
import io.jbarman.schema.PlayBlock;
import io.jbarman.schema.PlayedTask;
import io.jbarman.schema.SourceNode;
import io.jbarman.schema.SourceNode.Entry;
import io.jbarman.schema.SourceNode.Kind;
import io.jbarman.schema.SourceNode.Mapping;
import io.jbarman.schema.SourceNode.Scalar;
import io.jbarman.topology.FactCondition;
import io.jbarman.topology.FactValues;
import io.jbarman.topology.HostFacts;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.IntConsumer;
import java.util.stream.Stream;

/**
 * One task on one host.
 *
 * @param asked which values of the play ask the host
 */
record UnrolledTask(
        String play,
        String host,
        Variables onHost,
        FactsAsked asked,
        HostFacts facts,
        TaskFiles files,
        Diagnostics problems) {
    private static final Set<String> OWN = Set.of(
            PlayBlock.NAME,
            PlayBlock.WHEN,
            PlayBlock.LOOP,
            PlayBlock.TAGS,
            PlayBlock.NOTIFY,
            PlayBlock.BECOME,
            PlayBlock.NO_LOG);

    /**
     * Once for each item; nothing where a condition does not hold, or something in it is a problem.
     *
     * @param tried is told how many items there are, before any is looked at
     */
    List<PlayedTask> of(SourceNode its, SourceNode task, IntConsumer tried) {
        List<Entry> modules = modules(task);
        if (modules.size() != 1) {
            refuse(task, modules);
            return List.of();
        }
        List<PlayedTask> all = new ArrayList<>();
        List<Round> rounds = new Rounds(onHost, asked, facts, problems).of(task);
        tried.accept(rounds.size() - 1);
        for (Round round : rounds) {
            Optional<List<FactCondition>> open = new Condition(round.known(), problems).open(its, task);
            open.ifPresent(left -> all.add(played(its, task, modules.get(0), round, left)));
        }
        return all;
    }

    /** None of them is a mistake that can be told; anything but a mapping is told elsewhere. */
    private void refuse(SourceNode task, List<Entry> modules) {
        if (Nodes.entries(task).isEmpty()) {
            return;
        }
        if (modules.size() > 1) {
            problems.add(Diagnostic.error(
                    "contradiction",
                    modules.get(1).keyOrigin(),
                    "a task does one thing, and this one has " + modules.get(0).key() + " and "
                            + modules.get(1).key(),
                    "make two tasks of it"));
        } else if (Nodes.entries(task).stream().allMatch(entry -> isOwn(entry.key()))) {
            problems.add(Diagnostic.error(
                    "missing-key", task.origin(), "this task does nothing", "add one of " + PlayedTask.modules()));
        }
    }

    private static boolean isOwn(String key) {
        return OWN.contains(key);
    }

    private static List<Entry> modules(SourceNode task) {
        return Nodes.entries(task).stream()
                .filter(entry -> PlayedTask.isModule(entry.key()))
                .toList();
    }

    private PlayedTask played(SourceNode its, SourceNode task, Entry module, Round round, List<FactCondition> open) {
        Variables variables = round.known();
        Optional<FactValues> from = round.from();
        Variables asking = round.asking().orElse(variables);
        if (from.isEmpty() && asked.by(module.value())) {
            from = Optional.of(facts.of(host));
            asking = variables.withFacts(from.get().facts());
        }
        SourceNode arguments = arguments(module, variables, asking);
        if (from.isEmpty() && files.asksHost(module.key(), arguments, asked.names())) {
            from = Optional.of(facts.of(host));
            asking = variables.withFacts(from.get().facts());
        }
        return new PlayedTask(
                play,
                name(task, round),
                Nodes.at(task, PlayBlock.NAME).orElse(task).origin(),
                host,
                tags(its, task, variables),
                new Entry(module.key(), module.keyOrigin(), arguments),
                become(its, task, module.key(), variables),
                open,
                Stream.of(task, its)
                        .flatMap(block -> Nodes.at(block, PlayBlock.NO_LOG).stream())
                        .findFirst()
                        .map(variables::interpolate)
                        .filter(word -> PlayBlock.isYes(word.spelling()))
                        .isPresent(),
                words(List.of(task), PlayBlock.NOTIFY, variables),
                files.content(module.key(), arguments, asking),
                from);
    }

    /** What names a thing is the same whatever its host says. */
    private static SourceNode arguments(Entry module, Variables variables, Variables asking) {
        return Nodes.map(
                module.value() instanceof Mapping ? module.value() : asking.interpolate(module.value()),
                (name, value) -> PlayedTask.isAddress(module.key(), name)
                        ? variables.interpolate(value)
                        : asking.interpolate(value));
    }

    /** Told apart from the other rounds of its loop. */
    private static String name(SourceNode task, Round round) {
        Variables variables = round.known();
        Optional<SourceNode> written = Nodes.at(task, PlayBlock.NAME);
        String name = written.map(variables::interpolate)
                .filter(Scalar.class::isInstance)
                .map(SourceNode::spelling)
                .orElse("");
        boolean alike = written.map(SourceNode::spelling).filter(name::equals).isPresent();
        return name
                + variables
                        .item()
                        .or(() -> round.from().map(any -> Integer.toString(round.number())))
                        .filter(any -> alike)
                        .map(item -> " (" + item + ")")
                        .orElse("");
    }

    /** A play's is for its commands; all else is done by root anyway. */
    private static Optional<Scalar> become(SourceNode its, SourceNode task, String module, Variables variables) {
        return Nodes.at(task, PlayBlock.BECOME)
                .or(() -> module.equals("command") ? Nodes.at(its, PlayBlock.BECOME) : Optional.empty())
                .map(variables::interpolate)
                .filter(Scalar.class::isInstance)
                .map(Scalar.class::cast)
                .filter(word -> word.kind() != Kind.UNKNOWN);
    }

    private static Set<String> tags(SourceNode its, SourceNode task, Variables variables) {
        return words(List.of(its, task), PlayBlock.TAGS, variables);
    }

    private static Set<String> words(List<SourceNode> blocks, String key, Variables variables) {
        Set<String> words = new LinkedHashSet<>();
        blocks.stream()
                .flatMap(block -> Nodes.at(block, key).stream())
                .flatMap(list -> Nodes.scalars(variables.interpolate(list)).stream())
                .forEach(word -> words.add(word.text()));
        return words;
    }
}
