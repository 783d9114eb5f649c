package io.jbarman.compile;

import io.jbarman.facts.barman.AccountQuery;
import io.jbarman.facts.barman.BarmanCronQuery;
import io.jbarman.plan.ResourceId;
import io.jbarman.resource.Resource;
import io.jbarman.resource.activation.ReloadResource;
import io.jbarman.resource.file.FileResource;
import io.jbarman.resource.runtime.AccountResource;
import io.jbarman.resource.runtime.BlockingCommits;
import io.jbarman.resource.runtime.CronResource;
import io.jbarman.resource.runtime.RuntimeResource;
import io.jbarman.resource.setting.SettingResource;
import io.jbarman.secret.Secrets;
import io.jbarman.topology.ArchivedServer;
import io.jbarman.topology.BarmanHost;
import io.jbarman.topology.Topology;
import io.jbarman.transport.Account;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** What a barmanhost consists of: files and directories, then the slots of its servers, then its runtime. */
record BarmanResources(Topology topology, BarmanHost barman, ControlNode node) {
    /** What a scheduled barman without -c reads. */
    private static final Set<String> USUAL_CONFIGS = Set.of("/etc/barman.conf", "/etc/barman/barman.conf");

    List<Resource<?>> resources(Secrets secrets, List<Resource<?>> servers) {
        Map<String, Set<ResourceId>> shares = shares(servers);
        List<Resource<?>> resources = new ArrayList<>(preparations(secrets, shares));
        Set<ResourceId> ofAll = ids(resources);
        barman.servers().values().forEach(server -> share(shares, server).addAll(places(server)));
        shares.values().forEach(ofAll::removeAll);
        resources.addAll(slots(ofAll, shares));
        if (!barman.hasRuntime()) {
            resources.addAll(nobodyWaitsFor());
            return resources;
        }
        Set<ResourceId> own = ids(resources);
        Set<ResourceId> before = new LinkedHashSet<>(own);
        before.addAll(of(shares));
        RuntimeResource runtime = new BarmanRuntime(topology, barman, node).resource(before, shares);
        resources.add(new BlockingCommits(runtime, runtime, received()));
        resources.addAll(trust(runtime.id()));
        own.removeAll(of(shares));
        own.add(runtime.id());
        resources.addAll(hops(runtime, own, shares));
        resources.addAll(nobodyWaitsFor());
        return resources;
    }

    private List<BlockingCommits.Received> received() {
        return barman.servers().values().stream()
                .filter(ArchivedServer::streamingArchiver)
                .map(server -> new BlockingCommits.Received(server.name(), server.streamingArchiverName()))
                .toList();
    }

    private List<Resource<?>> nobodyWaitsFor() {
        List<Resource<?>> resources = new ArrayList<>();
        barman.servers()
                .values()
                .forEach(server -> resources.addAll(new BarmanSlots(topology, barman).waiting(server)));
        programs().client().ifPresent(resources::add);
        return resources;
    }

    private List<Resource<?>> slots(Set<ResourceId> ofAll, Map<String, Set<ResourceId>> shares) {
        List<Resource<?>> slots = new ArrayList<>();
        for (ArchivedServer server : barman.servers().values()) {
            Set<ResourceId> after = new LinkedHashSet<>(ofAll);
            after.addAll(share(shares, server));
            new BarmanSlots(topology, barman).receiving(server, after).ifPresent(slot -> {
                slots.add(slot);
                share(shares, server).add(slot.id());
            });
        }
        return slots;
    }

    private static Set<ResourceId> of(Map<String, Set<ResourceId>> shares) {
        return shares.values().stream().flatMap(Set::stream).collect(Collectors.toSet());
    }

    /** What stands in one server's way is in no other's. */
    private List<Resource<?>> hops(RuntimeResource runtime, Set<ResourceId> own, Map<String, Set<ResourceId>> shares) {
        Hops hops = new Hops(barman, List.of(programs().launcher(), "--config", barman.config()), runtime, own);
        return barman.servers().values().stream()
                .filter(Hops::isWorkedOn)
                .flatMap(server -> hops.of(server, share(shares, server)).stream())
                .toList();
    }

    /** By server, what has to be so there, before this host is told of it. */
    private Map<String, Set<ResourceId>> shares(List<Resource<?>> servers) {
        Map<String, Set<ResourceId>> shares = new LinkedHashMap<>();
        barman.servers().keySet().forEach(name -> shares.put(name, serverIds(name, servers)));
        return shares;
    }

    private static Set<ResourceId> share(Map<String, Set<ResourceId>> shares, ArchivedServer server) {
        return shares.computeIfAbsent(server.name(), any -> new LinkedHashSet<>());
    }

    private Set<ResourceId> places(ArchivedServer server) {
        return Set.of(
                new BarmanDirectories(barman).of(server), FileResource.id(barman.name(), barman.fileOf(server.name())));
    }

    /** What both directions need is there once. */
    private Collection<Resource<?>> trust(ResourceId runtime) {
        Map<ResourceId, Resource<?>> trust = new LinkedHashMap<>();
        new Archiving(topology, barman, programs().launcher(), runtime, node.record())
                .resources()
                .forEach(one -> trust.put(one.id(), one));
        new BackupTrust(topology, barman).resources().forEach(one -> trust.putIfAbsent(one.id(), one));
        return trust.values();
    }

    private List<Resource<?>> preparations(Secrets secrets, Map<String, Set<ResourceId>> atServers) {
        List<Resource<?>> resources = new ArrayList<>();
        resources.add(
                new AccountResource(barman.name(), new AccountQuery(barman.host(), barman.user()), barman.home()));
        if (barman.hasRuntime()) {
            resources.addAll(programs().resources());
        }
        resources.addAll(new BarmanDirectories(barman).directories());
        resources.addAll(new BarmanFiles(topology, barman).resources(atServers));
        new PassfileLines(topology, barman).passfile(secrets).ifPresent(resources::add);
        cron().ifPresent(resources::add);
        return resources;
    }

    private BarmanPrograms programs() {
        return new BarmanPrograms(topology, barman, node);
    }

    private Optional<CronResource> cron() {
        return barman.hasRuntime() && USUAL_CONFIGS.contains(barman.config())
                ? Optional.of(new CronResource(
                        barman.name(),
                        new BarmanCronQuery(barman.host(), Account.named(barman.user()), barman.config()),
                        BarmanDirectories.afterAccount(barman)))
                : Optional.empty();
    }

    private static boolean waitsForReceivers(ResourceId id) {
        return id.equals(SettingResource.id(id.owner(), SettingResource.SYNCHRONOUS))
                || id.equals(ReloadResource.id(id.owner()));
    }

    private static Set<ResourceId> serverIds(String name, List<Resource<?>> servers) {
        return servers.stream()
                .map(Resource::id)
                .filter(id -> id.owner().equals(name) && !waitsForReceivers(id))
                .collect(Collectors.toCollection(LinkedHashSet::new));
    }

    private static Set<ResourceId> ids(List<Resource<?>> resources) {
        return resources.stream().map(Resource::id).collect(Collectors.toCollection(LinkedHashSet::new));
    }
}
