package io.jbarman.compile;

import io.jbarman.facts.host.ServiceAgeQuery;
import io.jbarman.facts.host.SystemFactsQuery;
import io.jbarman.plan.ResourceId;
import io.jbarman.resource.Resource;
import io.jbarman.resource.host.CopyResource;
import io.jbarman.resource.play.AsSeen;
import io.jbarman.resource.play.HandlerResource;
import io.jbarman.resource.play.Hushed;
import io.jbarman.resource.play.Notifying;
import io.jbarman.resource.play.OnlyIf;
import io.jbarman.resource.play.Owed;
import io.jbarman.topology.Handler;
import io.jbarman.topology.PlayTask;
import io.jbarman.topology.Thing;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The handlers of a topology, and what notifies them. Confined to one compilation. */
final class Handlers {
    private final String topology;
    private final Map<ResourceId, Resource<?>> resources;
    private final Map<String, List<ResourceId>> byOwner;
    private final Map<ResourceId, List<PlayTask>> tasks = new HashMap<>();
    private final Map<ResourceId, List<Owed>> notes = new HashMap<>();
    private final Map<ResourceId, Resource<?>> deciding = new LinkedHashMap<>();

    Handlers(String topology, Map<ResourceId, Resource<?>> resources, Map<String, List<ResourceId>> byOwner) {
        this.topology = topology;
        this.resources = resources;
        this.byOwner = byOwner;
    }

    /** The addresses of what sees to something. */
    private List<ResourceId> ids(Thing thing) {
        return new DeclaredIds(thing).among(byOwner.getOrDefault(thing.owner(), List.of()));
    }

    /** The addresses of what a task declares. */
    List<ResourceId> add(PlayTask task) {
        List<ResourceId> ids = ids(task.declares());
        ids.forEach(id -> tasks.computeIfAbsent(id, any -> new ArrayList<>()).add(task));
        return ids;
    }

    /** The resource under the conditions of the tasks that declare it, and as much in the open as they allow. */
    Resource<?> declared(Resource<?> one) {
        List<PlayTask> its = tasks.getOrDefault(one.id(), List.of());
        if (its.isEmpty()) {
            return one;
        }
        Resource<?> conditional = OnlyIf.of(
                asSeen(one, its),
                its.get(0).host(),
                its.stream().map(PlayTask::conditions).toList());
        return its.stream().anyMatch(PlayTask::hidden) ? new Hushed<>(conditional) : conditional;
    }

    private static Resource<?> asSeen(Resource<?> one, List<PlayTask> its) {
        return its.stream()
                .filter(task ->
                        task.from().isPresent() && !task.declares().kind().isOfServer())
                .findFirst()
                .<Resource<?>>map(task -> new AsSeen<>(
                        one, new SystemFactsQuery(task.host()), task.from().orElseThrow()))
                .orElse(one);
    }

    private static Resource<?> asSeen(HandlerResource itself, Handler handler) {
        return handler.from()
                .<Resource<?>>map(from -> new AsSeen<>(itself, new SystemFactsQuery(handler.host()), from))
                .orElse(itself);
    }

    /** The resource of a handler, which comes after all that notifies it. */
    HandlerResource add(Handler handler) {
        List<Resource<?>> notifiers = new ArrayList<>();
        handler.notifiedBy().stream()
                .flatMap(thing -> ids(thing).stream())
                .sorted(java.util.Comparator.comparing(ResourceId::toString))
                .forEach(id -> Optional.ofNullable(resources.get(id)).ifPresent(notifiers::add));
        Owed owed = new Owed(topology, handler.host(), handler.name());
        notifiers.forEach(
                one -> notes.computeIfAbsent(one.id(), any -> new ArrayList<>()).add(owed));
        return new HandlerResource(
                owed,
                handler,
                notifiers,
                age(handler, notifiers),
                new HashSet<>(notifiers.stream().map(Resource::id).toList()));
    }

    /** A service that started after all its files were written has read them; when it read them again nobody knows. */
    private static Optional<ServiceAgeQuery> age(Handler handler, List<Resource<?>> notifiers) {
        boolean files = notifiers.stream().allMatch(CopyResource.class::isInstance);
        if (!files || !(handler.work() instanceof Handler.Refresh refresh) || refresh.reload()) {
            return Optional.empty();
        }
        return Optional.of(new ServiceAgeQuery(
                handler.host(),
                refresh.service(),
                notifiers.stream()
                        .map(one -> ((CopyResource) one).wanted().path())
                        .toList()));
    }

    /** The resource with notes for the handlers that it notifies; it is remembered as it decides without them. */
    Resource<?> notifying(Resource<?> one) {
        deciding.put(one.id(), one);
        return Notifying.of(one, notes.getOrDefault(one.id(), List.of()));
    }

    /** The handler, once all that notifies it has its place. */
    Resource<?> deciding(HandlerResource handler) {
        HandlerResource itself = new HandlerResource(
                handler.owed(),
                handler.handler(),
                handler.notifiers().stream()
                        .<Resource<?>>map(one -> deciding.getOrDefault(one.id(), one))
                        .toList(),
                handler.age(),
                handler.after());
        Resource<?> seen = asSeen(itself, handler.handler());
        return handler.handler().hidden() ? new Hushed<>(seen) : seen;
    }
}
