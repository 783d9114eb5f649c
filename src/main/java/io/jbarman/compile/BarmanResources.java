package io.jbarman.compile;

import io.jbarman.facts.barman.AccountQuery;
import io.jbarman.facts.barman.BarmanCronQuery;
import io.jbarman.facts.barman.BarmanFilesQuery;
import io.jbarman.facts.barman.LauncherQuery;
import io.jbarman.facts.barman.RuntimeQuery;
import io.jbarman.facts.file.PathQuery;
import io.jbarman.facts.server.IdentityQuery;
import io.jbarman.facts.slot.SlotsQuery;
import io.jbarman.facts.software.ClientQuery;
import io.jbarman.facts.software.JavaHomeQuery;
import io.jbarman.facts.software.JavaQuery;
import io.jbarman.facts.software.ReleaseQuery;
import io.jbarman.plan.LineInsertions;
import io.jbarman.plan.Release;
import io.jbarman.plan.ResourceId;
import io.jbarman.resource.Resource;
import io.jbarman.resource.activation.ReloadResource;
import io.jbarman.resource.file.AdoptedFileResource;
import io.jbarman.resource.file.DirectoryResource;
import io.jbarman.resource.file.FileResource;
import io.jbarman.resource.file.MainConfigResource;
import io.jbarman.resource.runtime.AccountResource;
import io.jbarman.resource.runtime.CronResource;
import io.jbarman.resource.runtime.LauncherResource;
import io.jbarman.resource.runtime.RuntimeResource;
import io.jbarman.resource.runtime.StoppedRuntimeResource;
import io.jbarman.resource.setting.SettingResource;
import io.jbarman.resource.slot.SlotResource;
import io.jbarman.resource.slot.SlotRoom;
import io.jbarman.resource.software.ClientResource;
import io.jbarman.resource.software.JavaHomeResource;
import io.jbarman.resource.software.PackageRecipe;
import io.jbarman.resource.software.PackageResource;
import io.jbarman.resource.software.ReleaseResource;
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
        for (ArchivedServer server : barman.servers().values()) {
            slot(server, ofAll, share(shares, server)).ifPresent(slot -> {
                resources.add(slot);
                share(shares, server).add(slot.id());
            });
        }
        if (!barman.hasRuntime()) {
            client().ifPresent(resources::add);
            return resources;
        }
        Set<ResourceId> own = ids(resources);
        Set<ResourceId> before = new LinkedHashSet<>(own);
        before.addAll(of(shares));
        RuntimeResource runtime = runtime(before, shares);
        resources.add(runtime);
        resources.addAll(trust(runtime.id()));
        own.removeAll(of(shares));
        own.add(runtime.id());
        resources.addAll(hops(own, shares));
        client().ifPresent(resources::add);
        return resources;
    }

    private static Set<ResourceId> of(Map<String, Set<ResourceId>> shares) {
        return shares.values().stream().flatMap(Set::stream).collect(Collectors.toSet());
    }

    /** What stands in one server's way is in no other's. */
    private List<Resource<?>> hops(Set<ResourceId> own, Map<String, Set<ResourceId>> shares) {
        Hops hops = new Hops(barman, List.of(launcher(), "--config", barman.config()), own);
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
        return Set.of(places().of(server), FileResource.id(barman.name(), barman.fileOf(server.name())));
    }

    /** What both directions need is there once. */
    private Collection<Resource<?>> trust(ResourceId runtime) {
        Map<ResourceId, Resource<?>> trust = new LinkedHashMap<>();
        new Archiving(topology, barman, launcher(), runtime).resources().forEach(one -> trust.put(one.id(), one));
        new BackupTrust(topology, barman).resources().forEach(one -> trust.putIfAbsent(one.id(), one));
        return trust.values();
    }

    private List<Resource<?>> preparations(Secrets secrets, Map<String, Set<ResourceId>> atServers) {
        List<Resource<?>> resources = new ArrayList<>();
        resources.add(
                new AccountResource(barman.name(), new AccountQuery(barman.host(), barman.user()), barman.home()));
        if (barman.hasRuntime()) {
            resources.addAll(programs());
        }
        resources.addAll(places().directories());
        resources.addAll(files(atServers));
        new PassfileLines(topology, barman).passfile(secrets).ifPresent(resources::add);
        cron().ifPresent(resources::add);
        return resources;
    }

    private List<Resource<?>> programs() {
        return isRemote()
                ? shipped()
                : List.of(new LauncherResource(
                        barman.name(),
                        new LauncherQuery(barman.host(), user(), launcher(), javaHome()),
                        afterAccount()));
    }

    private List<Resource<?>> shipped() {
        ReleaseResource release = new ReleaseResource(barman.name(), new ReleaseQuery(barman.host(), release()));
        Resource<?> java = barman.runtime()
                .java()
                .<Resource<?>>map(home -> new JavaHomeResource(
                        barman.name(),
                        new JavaHomeQuery(barman.host(), home, release().home()),
                        Set.of(release.id())))
                .orElseGet(
                        () -> new PackageResource(barman.name(), new JavaQuery(barman.host()), PackageRecipe.java()));
        return List.of(java, release);
    }

    /** Nothing waits for it. */
    private Optional<ClientResource> client() {
        Map<String, IdentityQuery> servers = new LinkedHashMap<>();
        Set<String> directories = new LinkedHashSet<>();
        barman.servers().values().forEach(server -> {
            servers.put(server.name(), new IdentityQuery(server.name()));
            Optional.ofNullable(server.options().get("path_prefix"))
                    .ifPresent(prefix -> directories.addAll(List.of(prefix.split(":"))));
        });
        return barman.wantsClient()
                ? Optional.of(new ClientResource(
                        barman.name(), new ClientQuery(barman.host(), List.copyOf(directories)), servers))
                : Optional.empty();
    }

    private Release release() {
        return node.release().in(Launchers.home(barman));
    }

    private boolean isRemote() {
        return Launchers.isInstalled(topology, barman);
    }

    private Account user() {
        return Account.named(barman.user());
    }

    private Set<ResourceId> afterAccount() {
        return BarmanDirectories.afterAccount(barman);
    }

    private String launcher() {
        return Launchers.of(topology, barman, node.launcher()).orElse(ControlNode.USUAL_LAUNCHER);
    }

    /** A launcher that the document names brings its own JDK. */
    private Optional<String> javaHome() {
        return barman.runtime().launcher().isPresent() ? Optional.empty() : node.javaHome();
    }

    private PathQuery path(String path, boolean withContent) {
        return new PathQuery(barman.host(), user(), path, withContent);
    }

    private BarmanDirectories places() {
        return new BarmanDirectories(barman);
    }

    private ConfigFiles configFiles() {
        return new ConfigFiles(topology, barman);
    }

    /** A server that something stands in the way of is not told of: the runtime would only fail at it. */
    private List<Resource<?>> files(Map<String, Set<ResourceId>> atServers) {
        List<Resource<?>> files = new ArrayList<>();
        files.add(new MainConfigResource(
                file(barman.config(), configFiles().main(), Set.of()),
                configFiles().required()));
        for (ArchivedServer server : barman.servers().values()) {
            FileResource own = file(
                    barman.fileOf(server.name()),
                    configFiles().server(server),
                    atServers.getOrDefault(server.name(), Set.of()));
            files.add(
                    barman.hasRuntime()
                            ? own
                            : new AdoptedFileResource(
                                    own, server.name(), path(barman.config(), true), configuration()));
        }
        return files;
    }

    private Map<String, String> serverFiles() {
        Map<String, String> files = new LinkedHashMap<>();
        barman.servers()
                .values()
                .forEach(server ->
                        files.put(barman.fileOf(server.name()), configFiles().server(server)));
        return files;
    }

    private BarmanFilesQuery configuration() {
        return new BarmanFilesQuery(
                barman.host(), user(), barman.config(), barman.configDirectory(), barman.home(), places().backups());
    }

    private FileResource file(String path, String content, Set<ResourceId> atServer) {
        Set<ResourceId> after = new LinkedHashSet<>(afterAccount());
        after.addAll(atServer);
        after.add(DirectoryResource.id(barman.name(), barman.home()));
        return new FileResource(
                barman.name(),
                barman.user(),
                path(path, true),
                path(BarmanDirectories.parent(path), false),
                content,
                after);
    }

    private Optional<CronResource> cron() {
        return barman.hasRuntime() && USUAL_CONFIGS.contains(barman.config())
                ? Optional.of(new CronResource(
                        barman.name(), new BarmanCronQuery(barman.host(), user(), barman.config()), afterAccount()))
                : Optional.empty();
    }

    /** After everything of its server and of this host: from its creation on, the server keeps WAL for it. */
    private Optional<SlotResource> slot(ArchivedServer server, Set<ResourceId> ofAll, Set<ResourceId> share) {
        Set<ResourceId> after = new LinkedHashSet<>(ofAll);
        after.addAll(share);
        Optional<SlotRoom> room = Optional.ofNullable(topology.servers().get(server.name()))
                .map(itself -> new ServerResources(topology, itself).room());
        return server.slotName().map(name -> new SlotResource(new SlotsQuery(server.name()), name, after, room));
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

    /** The way to get rid of the runtime of a barmanhost that is to have none any more. */
    StoppedRuntimeResource stopped() {
        BarmanHost asBefore = barman.supervisedBy(BarmanHost.Supervise.AUTO);
        return new StoppedRuntimeResource(
                new BarmanResources(topology, asBefore, node)
                        .runtime(afterAccount(), Map.of(), Optional.empty(), Optional.empty()),
                false);
    }

    private RuntimeResource runtime(Set<ResourceId> after, Map<String, Set<ResourceId>> shares) {
        return isRemote()
                ? runtime(
                        after,
                        shares,
                        barman.runtime().java(),
                        Optional.of(release().launcher()))
                : runtime(after, shares, Optional.empty(), Optional.empty());
    }

    private RuntimeResource runtime(
            Set<ResourceId> after,
            Map<String, Set<ResourceId>> shares,
            Optional<String> java,
            Optional<String> release) {
        Map<String, String> hashes = new LinkedHashMap<>();
        serverFiles().forEach((path, content) -> hashes.put(path, LineInsertions.sha256(content)));
        return new RuntimeResource(
                barman.name(),
                barman.user(),
                new RuntimeQuery(barman.host(), user(), barman.effectiveRunDirectory(), java),
                barman.runtime().supervise(),
                launcher(),
                release,
                barman.config(),
                configFiles().unit(launcher(), places().written()),
                hashes,
                after,
                shares,
                Set.of());
    }

    private static Set<ResourceId> ids(List<Resource<?>> resources) {
        return resources.stream().map(Resource::id).collect(Collectors.toCollection(LinkedHashSet::new));
    }
}
