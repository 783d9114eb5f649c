package io.jbarman.compile;

import io.jbarman.facts.server.ClusterManagerQuery;
import io.jbarman.graph.Graph;
import io.jbarman.plan.ResourceId;
import io.jbarman.resource.Before;
import io.jbarman.resource.Reordered;
import io.jbarman.resource.Resource;
import io.jbarman.resource.ResourceGraph;
import io.jbarman.resource.Wrapping;
import io.jbarman.resource.activation.ReloadResource;
import io.jbarman.resource.activation.RestartResource;
import io.jbarman.resource.activation.ServerConfiguration;
import io.jbarman.resource.runtime.BlockingCommits;
import io.jbarman.resource.runtime.RuntimeResource;
import io.jbarman.resource.runtime.StoppedRuntimeResource;
import io.jbarman.resource.server.UnlessManaged;
import io.jbarman.resource.setting.RestoredSetting;
import io.jbarman.resource.setting.SettingQueries;
import io.jbarman.resource.setting.SettingResource;
import io.jbarman.resource.setting.WantedSetting;
import io.jbarman.resource.slot.SlotResource;
import io.jbarman.resource.trust.ArchiveCommandResource;
import io.jbarman.resource.trust.LeftArchiver;
import io.jbarman.resource.trust.RestoredArchiveCommand;
import io.jbarman.topology.Topology;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The way back from what a topology has made, by the record of what was there before: the same kinds of resources, in
 * the opposite order. What the record does not know of is not touched. Pure.
 *
 * @param graph what is put back
 * @param left what jbarman made or changed and this leaves as it is
 */
public record Reversal(ResourceGraph graph, List<ResourceId> left) {
    private static final String VALUE = "value";
    private static final String COMMAND = "archive_command";
    private static final Set<String> TRUST = Set.of("script", "ssh_key", "authorized_key", "known_host");

    public Reversal {
        left = List.copyOf(left);
    }

    /** The way back from that graph of a topology. */
    public static Reversal of(Topology topology, ResourceGraph made, Map<ResourceId, Before> record) {
        Map<ResourceId, Resource<?>> plain = new LinkedHashMap<>();
        made.resources().forEach(one -> plain.put(one.id(), unwrapped(one)));
        Map<ResourceId, Resource<?>> back = new LinkedHashMap<>();
        Map<String, List<SettingResource>> settings = new LinkedHashMap<>();
        List<ResourceId> left = new ArrayList<>();
        Set<String> slots = record.keySet().stream()
                .filter(id -> plain.get(id) instanceof SlotResource)
                .map(ResourceId::name)
                .collect(Collectors.toSet());
        record.forEach((id, before) -> {
            Optional<Resource<?>> reversed =
                    Optional.ofNullable(plain.get(id)).flatMap(one -> reversed(one, before, slots));
            reversed.ifPresent(one -> back.put(id, one));
            reversed.filter(RestoredSetting.class::isInstance)
                    .map(one -> ((RestoredSetting) one).inner())
                    .ifPresent(one -> settings.computeIfAbsent(id.owner(), any -> new ArrayList<>())
                            .add(one));
            if (reversed.isEmpty() && before.isOurs()) {
                left.add(id);
            }
        });
        LeftRuntimes runtimes = new LeftRuntimes(back);
        back.replaceAll((id, one) -> runtimes.asRecorded(one, record));
        back.replaceAll((id, one) -> runtimes.unlessShared(one, plain));
        LeavingDatabases leaving = LeavingDatabases.of(back.values());
        back.replaceAll((id, one) -> leaving.untilGone(one));
        back.replaceAll((id, one) -> new OwnSessions(topology, back.keySet()).forgiven(one));
        List<Resource<?>> activations = new ArrayList<>();
        settings.forEach((server, restored) -> activations.addAll(activation(
                plain,
                server,
                restored,
                back.get(SettingResource.id(server, COMMAND)) instanceof RestoredArchiveCommand)));
        activations.replaceAll(one -> asManaged(one, made));
        back.replaceAll((id, one) ->
                one instanceof RestoredArchiveCommand command ? untilRestarted(command, back, activations) : one);
        back.replaceAll((id, one) -> asManaged(one, made));
        List<Resource<?>> resources = new ArrayList<>();
        made.order().stream()
                .map(Resource::id)
                .filter(back::containsKey)
                .forEach(id -> resources.add(
                        0, new Reordered<>(blocking(get(back, id), made, back), behind(id, made, back, activations))));
        resources.addAll(activations);
        return new Reversal(new ResourceGraph(resources), left);
    }

    /** A cluster manager would take the way back as little as the way there. */
    private static Resource<?> asManaged(Resource<?> back, ResourceGraph made) {
        return made.resources().stream()
                .filter(one -> one.id().equals(back.id()))
                .findFirst()
                .flatMap(Reversal::manager)
                .<Resource<?>>map(manager -> new UnlessManaged<>(back, manager))
                .orElse(back);
    }

    private static Optional<ClusterManagerQuery> manager(Resource<?> made) {
        if (made instanceof UnlessManaged<?> managed) {
            return Optional.of(managed.manager());
        }
        return made instanceof Wrapping<?> wrapping ? manager(wrapping.inner()) : Optional.empty();
    }

    /** Whom commits wait for by jbarman's own setting they do not wait for any more when it is stopped. */
    private static Resource<?> blocking(Resource<?> back, ResourceGraph made, Map<ResourceId, Resource<?>> all) {
        return back instanceof StoppedRuntimeResource stopped
                ? made.resources().stream()
                        .filter(one -> one.id().equals(back.id()))
                        .filter(BlockingCommits.class::isInstance)
                        .map(BlockingCommits.class::cast)
                        .findFirst()
                        .<Resource<?>>map(one -> new BlockingCommits(
                                stopped,
                                one.runtime(),
                                one.streams().stream()
                                        .filter(stream -> !all.containsKey(
                                                SettingResource.id(stream.server(), SettingResource.SYNCHRONOUS)))
                                        .toList()))
                        .orElse(back)
                : back;
    }

    private static RestoredArchiveCommand untilRestarted(
            RestoredArchiveCommand command, Map<ResourceId, Resource<?>> back, List<Resource<?>> activations) {
        String server = command.id().owner();
        return command.with(
                Optional.ofNullable(back.get(SettingResource.id(server, RestoredArchiveCommand.MODE)))
                        .filter(RestoredSetting.class::isInstance)
                        .map(RestoredSetting.class::cast),
                activations.stream()
                        .filter(one -> one.id().equals(RestartResource.id(server)))
                        .findFirst());
    }

    private static Resource<?> get(Map<ResourceId, Resource<?>> back, ResourceId id) {
        Resource<?> found = back.get(id);
        if (found == null) {
            throw new IllegalArgumentException("nothing to put back at " + id);
        }
        return found;
    }

    /** What is within all that wraps it. */
    static Resource<?> unwrapped(Resource<?> resource) {
        return resource instanceof Wrapping<?> wrapping ? unwrapped(wrapping.inner()) : resource;
    }

    private static Optional<Resource<?>> reversed(Resource<?> made, Before before, Set<String> slots) {
        if (made instanceof LeftArchiver left) {
            return Optional.of(new LeftArchiver(left.made(), Optional.empty()));
        }
        if (made instanceof SettingResource setting) {
            return before.of(VALUE)
                    .map(was -> restored(setting.server(), setting.wanted().name(), setting.queries(), was, slots));
        }
        if (made instanceof ArchiveCommandResource command) {
            return before.of(VALUE)
                    .map(was -> new RestoredArchiveCommand(
                            command.having(before.given(VALUE)),
                            restored(command.id().owner(), command.id().name(), command.queries(), was, slots)));
        }
        return Reversals.of(made, before);
    }

    private static RestoredSetting restored(
            String server, String name, SettingQueries queries, String was, Set<String> slots) {
        return new RestoredSetting(new SettingResource(server, queries, WantedSetting.restored(name, was, slots)));
    }

    /** What came after it, directly or not, goes before it. */
    private static Set<ResourceId> behind(
            ResourceId id, ResourceGraph made, Map<ResourceId, Resource<?>> all, List<Resource<?>> activations) {
        Set<ResourceId> back = all.keySet();
        Graph<ResourceId> edges = made.edges();
        Set<ResourceId> behind = new HashSet<>();
        for (ResourceId other : back) {
            if (!other.equals(id) && comesAfter(other, id, edges, new HashSet<>())) {
                behind.add(other);
            }
        }
        behind.addAll(restartsOf(id, behind, activations));
        ResourceId runtime = RuntimeResource.id(id.owner());
        new LeftRuntimes(all).reorder(id, behind, other -> comesAfter(runtime, other, edges, new HashSet<>()));
        return behind;
    }

    /** A restart that fails puts the archive_command back that it found: what that one calls goes behind it. */
    private static Set<ResourceId> restartsOf(ResourceId id, Set<ResourceId> behind, List<Resource<?>> activations) {
        return TRUST.contains(id.kind())
                ? activations.stream()
                        .map(Resource::id)
                        .filter(one -> one.equals(RestartResource.id(one.owner()))
                                && behind.contains(SettingResource.id(one.owner(), COMMAND)))
                        .collect(Collectors.toSet())
                : Set.of();
    }

    private static boolean comesAfter(
            ResourceId later, ResourceId earlier, Graph<ResourceId> edges, Set<ResourceId> seen) {
        return edges.before(later).stream()
                .anyMatch(one -> one.equals(earlier) || (seen.add(one) && comesAfter(one, earlier, edges, seen)));
    }

    private static List<Resource<?>> activation(
            Map<ResourceId, Resource<?>> plain, String server, List<SettingResource> settings, boolean archives) {
        if (!(plain.get(RestartResource.id(server)) instanceof RestartResource made)) {
            return List.of();
        }
        ServerConfiguration configuration = new ServerConfiguration(
                server, made.configuration().policy(), made.configuration().queries(), settings, Optional.empty());
        ResourceId archiving = SettingResource.id(server, COMMAND);
        RestartResource restart = new RestartResource(
                configuration, made.declaredUnit(), made.watch().behindToo(archives ? Set.of(archiving) : Set.of()));
        return List.of(restart, new ReloadResource(configuration, restart));
    }
}
