package io.jbarman.playbook;

import io.jbarman.diagnostics.Diagnostic;
import io.jbarman.diagnostics.Diagnostics;
import io.jbarman.schema.PlayBlock;
import io.jbarman.schema.PlayedHandler;
import io.jbarman.schema.SourceNode;
import io.jbarman.schema.SourceNode.Entry;
import io.jbarman.schema.SourceNode.Kind;
import io.jbarman.schema.SourceNode.Scalar;
import io.jbarman.topology.FactValues;
import io.jbarman.topology.HostFacts;
import java.util.List;
import java.util.Optional;

/** One handler on one host. */
record UnrolledHandler(
        String play, String host, Variables variables, FactsAsked asked, HostFacts facts, Diagnostics problems) {
    Optional<PlayedHandler> of(SourceNode its, SourceNode handler) {
        List<Entry> modules = Nodes.entries(handler).stream()
                .filter(entry -> PlayedHandler.isModule(entry.key()))
                .toList();
        String name = Notices.name(handler);
        if (modules.size() != 1) {
            if (!Nodes.entries(handler).isEmpty()) {
                problems.add(Diagnostic.error(
                        "missing-key",
                        handler.origin(),
                        "handler '" + name + "' does " + (modules.isEmpty() ? "nothing" : "two things"),
                        "give it command: { argv: [...] }, or service: { name: ..., state: restarted }"));
            }
            return Optional.empty();
        }
        Entry module = modules.get(0);
        Optional<FactValues> from = asked.by(module.value()) ? Optional.of(facts.of(host)) : Optional.empty();
        Variables asking = from.map(seen -> variables.withFacts(seen.facts())).orElse(variables);
        return Optional.of(new PlayedHandler(
                play,
                name,
                handler.origin(),
                host,
                new Entry(module.key(), module.keyOrigin(), asking.interpolate(module.value())),
                become(its, handler),
                Nodes.at(its, PlayBlock.NO_LOG)
                        .map(variables::interpolate)
                        .filter(word -> PlayBlock.isYes(word.spelling()))
                        .isPresent(),
                from));
    }

    private Optional<Scalar> become(SourceNode its, SourceNode handler) {
        return Nodes.at(handler, PlayBlock.BECOME)
                .or(() -> Nodes.at(its, PlayBlock.BECOME))
                .map(variables::interpolate)
                .filter(Scalar.class::isInstance)
                .map(Scalar.class::cast)
                .filter(word -> word.kind() != Kind.UNKNOWN);
    }
}
