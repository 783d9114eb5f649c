package io.jbarman.playbook;

import io.jbarman.diagnostics.Diagnostic;
import io.jbarman.diagnostics.Diagnostics;
import io.jbarman.schema.PlayBlock;
import io.jbarman.schema.SourceNode;
import io.jbarman.schema.SourceNode.Kind;
import io.jbarman.schema.SourceNode.Mapping;
import io.jbarman.schema.SourceNode.Scalar;
import io.jbarman.schema.SourceNode.Sequence;
import io.jbarman.topology.FactValues;
import io.jbarman.topology.HostFacts;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The rounds of a task's loop on one host. What an item asks the host for is at hand where values are put in; how many
 * there are, and what of them names a thing, is known without any host.
 */
record Rounds(Variables onHost, FactsAsked asked, HostFacts facts, Diagnostics problems) {
    private static final Pattern NAME = Pattern.compile("\\{\\{\\s*(\\w+)\\s*}}");
    private static final int DEEPEST = 50;

    /**
     * One of them.
     *
     * @param known variables without what only the host can tell
     * @param asking the same with that, where the item asks
     * @param from what the host has told for it
     * @param number counted from 1
     */
    record Round(Variables known, Optional<Variables> asking, Optional<FactValues> from, int number) {}

    List<Round> of(SourceNode task) {
        Optional<SourceNode> loop = Nodes.at(task, PlayBlock.LOOP);
        if (loop.isEmpty()) {
            return List.of(plain(onHost, 1));
        }
        return asked.by(loop.get()) ? asking(loop.get()) : known(loop.get());
    }

    private static Round plain(Variables variables, int number) {
        return new Round(variables, Optional.empty(), Optional.empty(), number);
    }

    private List<Round> known(SourceNode loop) {
        SourceNode items = onHost.interpolate(loop);
        List<Round> rounds = new ArrayList<>();
        if (items instanceof Sequence list) {
            list.items().forEach(item -> rounds.add(plain(onHost.withItem(item), rounds.size() + 1)));
        } else if (items instanceof Scalar scalar && loop != items && scalar.kind() != Kind.UNKNOWN) {
            problems.add(Diagnostic.error(
                    "wrong-type",
                    scalar.origin(),
                    "'loop' must be a list, not " + scalar.describe(),
                    "for example: loop: [adm, dba]"));
        }
        return rounds;
    }

    private List<Round> asking(SourceNode loop) {
        Optional<Sequence> written = written(loop, DEEPEST);
        if (written.isEmpty()) {
            problems.add(Diagnostic.error(
                    "bad-expression",
                    loop.origin(),
                    "how many rounds 'loop' has must be known without asking the host",
                    "write a list, or a variable that is one: host.facts has a place in its items"));
            return List.of();
        }
        List<Round> rounds = new ArrayList<>();
        written.get().items().forEach(item -> rounds.add(round(item, rounds.size() + 1)));
        return rounds;
    }

    /** The list as it stands, be it behind names of variables. */
    private Optional<Sequence> written(SourceNode loop, int deep) {
        if (loop instanceof Sequence list) {
            return Optional.of(list);
        }
        if (!(loop instanceof Scalar scalar) || deep == 0) {
            return Optional.empty();
        }
        Matcher name = NAME.matcher(scalar.text().strip());
        return name.matches()
                ? onHost.written(name.group(1)).flatMap(value -> written(value, deep - 1))
                : Optional.empty();
    }

    private Round round(SourceNode item, int number) {
        if (!asked.by(item)) {
            return plain(onHost.withItem(onHost.interpolate(item)), number);
        }
        FactValues from = facts.of(onHost.host());
        Variables seen = onHost.withFacts(from.facts());
        return new Round(
                item instanceof Mapping mapping ? onHost.withItem(knownOf(mapping)) : onHost.withItemOfHost(),
                Optional.of(onHost.withItem(seen.interpolate(item)).withFacts(from.facts())),
                Optional.of(from),
                number);
    }

    private SourceNode knownOf(Mapping item) {
        return onHost.interpolate(new Mapping(
                item.entries().stream()
                        .filter(entry -> !asked.by(entry.value()))
                        .toList(),
                item.origin()));
    }
}
