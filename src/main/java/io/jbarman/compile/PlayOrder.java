package io.jbarman.compile;

import io.jbarman.facts.host.SystemFactsQuery;
import io.jbarman.plan.ResourceId;
import io.jbarman.resource.Reordered;
import io.jbarman.resource.Resource;
import io.jbarman.resource.ResourceGraph;
import io.jbarman.resource.play.HandlerResource;
import io.jbarman.resource.play.Unseen;
import io.jbarman.topology.Handler;
import io.jbarman.topology.Play;
import io.jbarman.topology.PlayTask;
import io.jbarman.topology.Topology;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Each host goes through the tasks of plays in their order, then through their handlers, but for what cannot come before
 * what it needs: an owner before the file, a directory before what is in it.
 */
record PlayOrder(Topology topology) {
    private static final Set<String> WAITING = Set.of("service", "cron", "timer");
    private static final Set<String> FILES = Set.of("file", "copy");
    private static final String PACKAGE = "package";

    List<Resource<?>> of(List<Resource<?>> resources) {
        return topology.plays().isEmpty() ? resources : chained(resources);
    }

    private List<Resource<?>> chained(List<Resource<?>> resources) {
        Map<ResourceId, Resource<?>> all = new LinkedHashMap<>();
        resources.forEach(one -> all.put(one.id(), one));
        unseen().forEach(one -> all.putIfAbsent(one.id(), one));
        Map<String, List<ResourceId>> byOwner = new HashMap<>();
        all.keySet()
                .forEach(id -> byOwner.computeIfAbsent(id.owner(), any -> new ArrayList<>())
                        .add(id));
        Handlers handlers = new Handlers(topology.name(), all, byOwner);
        Map<ResourceId, String> hosts = new LinkedHashMap<>();
        for (Play play : topology.plays()) {
            for (PlayTask task : play.tasks()) {
                handlers.add(task).forEach(id -> hosts.putIfAbsent(id, task.host()));
            }
            for (Handler handler : play.handlers()) {
                HandlerResource one = handlers.add(handler);
                all.put(one.id(), one);
                hosts.put(one.id(), handler.host());
            }
        }
        hosts.keySet().forEach(id -> all.computeIfPresent(id, (any, one) -> whenItsTurnComes(one, hosts.keySet())));
        return chained(inOrder(all, hosts.keySet()), hosts, handlers);
    }

    private List<Unseen> unseen() {
        return topology.plays().stream()
                .flatMap(play -> play.tasks().stream())
                .filter(task -> task.isMissing() && task.declares().kind().isOfServer())
                .map(task -> new Unseen(new DeclaredIds(task.declares()).one(), new SystemFactsQuery(task.host())))
                .toList();
    }

    /** Services, cron entries and timers of a document wait for its files and packages; those of a play have an order of their own. */
    private static Resource<?> whenItsTurnComes(Resource<?> one, Set<ResourceId> played) {
        if (!WAITING.contains(one.id().kind())) {
            return one;
        }
        Set<ResourceId> after = new HashSet<>(one.after());
        after.removeIf(id -> FILES.contains(id.kind()) || (id.kind().equals(PACKAGE) && played.contains(id)));
        return new Reordered<>(one, after);
    }

    private static List<Resource<?>> inOrder(Map<ResourceId, Resource<?>> all, Set<ResourceId> played) {
        List<Resource<?>> wanted = new ArrayList<>(all.values());
        wanted.removeIf(one -> played.contains(one.id()));
        played.forEach(id -> Optional.ofNullable(all.get(id)).ifPresent(wanted::add));
        return new ResourceGraph(wanted).order();
    }

    private static List<Resource<?>> chained(
            List<Resource<?>> ordered, Map<ResourceId, String> hosts, Handlers handlers) {
        Map<String, HostLine> lines = new HashMap<>();
        List<Resource<?>> chained = new ArrayList<>();
        for (Resource<?> one : ordered) {
            String host = hosts.get(one.id());
            chained.add(
                    host == null
                            ? one
                            : lines.computeIfAbsent(host, any -> new HostLine(handlers))
                                    .next(one));
        }
        return chained;
    }
}
