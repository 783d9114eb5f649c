package io.jbarman.schema;

import io.jbarman.diagnostics.Diagnostic;
import io.jbarman.diagnostics.Diagnostics;
import io.jbarman.diagnostics.Origin;
import io.jbarman.schema.SourceNode.Mapping;
import io.jbarman.schema.SourceNode.Scalar;
import io.jbarman.topology.Handler;
import io.jbarman.topology.Thing;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The handlers of plays, each on the hosts where a task notifies it. Confined to one thread. */
final class GraftedHandlers {
    private final Diagnostics problems;
    private final Map<Notice, Set<Thing>> notified = new LinkedHashMap<>();
    private final Map<Notice, Origin> known = new LinkedHashMap<>();
    private final Map<String, List<Handler>> byPlay = new LinkedHashMap<>();

    GraftedHandlers(Diagnostics problems) {
        this.problems = problems;
    }

    private record Notice(String play, String host, String handler) {}

    void notified(PlayedTask task, Thing thing) {
        task.notifies()
                .forEach(name -> notified.computeIfAbsent(
                                new Notice(task.play(), task.host(), name), any -> new LinkedHashSet<>())
                        .add(thing));
    }

    /** To be called when all tasks have been told. */
    void add(PlayedHandler handler) {
        Notice anywhere = new Notice("", handler.host(), handler.name());
        Origin first = known.putIfAbsent(anywhere, handler.where());
        if (first != null) {
            problems.add(Diagnostic.error(
                    "contradiction",
                    handler.where(),
                    "a handler '" + handler.name() + "' stands at " + first + " already",
                    "give each handler a name of its own"));
            return;
        }
        Set<Thing> by = notified.getOrDefault(new Notice(handler.play(), handler.host(), handler.name()), Set.of());
        work(handler)
                .filter(any -> !by.isEmpty())
                .ifPresent(work -> byPlay.computeIfAbsent(handler.play(), any -> new ArrayList<>())
                        .add(new Handler(handler.name(), handler.host(), work, by, handler.hidden(), handler.from())));
    }

    private Optional<Handler.Work> work(PlayedHandler handler) {
        Place.Run run = new Place.Run();
        String key = handler.module().key();
        SourceNode value = handler.module().value();
        Place place = new Place(
                "handler",
                "'" + key + "'",
                HandlerBlock.BLOCK.key(key).map(Key::help).orElse(""),
                run);
        place.stands(value instanceof Scalar ? value.origin() : handler.module().keyOrigin());
        Optional<SourceNode> checked = HandlerBlock.module(key).check(value, place);
        problems.addAll(run.problems.all());
        boolean good = !run.problems.hasErrors();
        return checked.filter(any -> good)
                .map(arguments -> HandlerBlock.work(key, (Mapping) arguments, HandlerBlock.account(handler.become())));
    }

    List<Handler> of(String play) {
        return byPlay.getOrDefault(play, List.of());
    }
}
