package io.jbarman.compile;

import io.jbarman.facts.software.RsyncQuery;
import io.jbarman.plan.ResourceId;
import io.jbarman.resource.Before;
import io.jbarman.resource.Resource;
import io.jbarman.resource.file.DirectoryResource;
import io.jbarman.resource.file.FileResource;
import io.jbarman.resource.setting.SettingQueries;
import io.jbarman.resource.setting.SettingResource;
import io.jbarman.resource.software.PackageRecipe;
import io.jbarman.resource.software.PackageResource;
import io.jbarman.resource.trust.Peer;
import io.jbarman.resource.trust.ScriptResource;
import io.jbarman.template.ResourceTemplate;
import io.jbarman.topology.ArchiveCommand.Method;
import io.jbarman.topology.ArchivedServer;
import io.jbarman.topology.BarmanHost;
import io.jbarman.topology.PostgresServer;
import io.jbarman.topology.Topology;
import io.jbarman.transport.ShellQuote;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The way from the servers' archivers to their barmanhost: keys, who is let in and known, the forced command, checks,
 * and last of all {@code archive_command}.
 *
 * @param launcher of jbarman on the barmanhost
 * @param runtime what has to stand before anything is sent
 * @param record what is known of earlier applies
 */
record Archiving(
        Topology topology, BarmanHost barman, String launcher, ResourceId runtime, Map<ResourceId, Before> record) {
    private static final Set<Method> BY_RSYNC = Set.of(Method.RSYNC, Method.RSYNC_GUARDED);

    List<Resource<?>> resources() {
        List<ArchivedServer> sending = barman.servers().values().stream()
                .filter(server -> server.archiveCommand().isPresent()
                        && accounts().server(server).isPresent())
                .toList();
        List<ArchivedServer> overSsh = sending.stream()
                .filter(server -> method(server) != Method.LOCAL_COPY)
                .toList();
        Map<ResourceId, Resource<?>> resources = new LinkedHashMap<>();
        sending.stream()
                .filter(server -> BY_RSYNC.contains(method(server)))
                .forEach(server -> rsync(server).forEach(one -> resources.putIfAbsent(one.id(), one)));
        List<Resource<?>> others = new ArrayList<>(overSsh.isEmpty() ? List.of() : doors());
        Map<Peer, List<ArchivedServer>> peers = new LinkedHashMap<>(accounts().byAccount(overSsh));
        overSsh.forEach(server -> accounts().followers(server).values().forEach(peer -> add(peers, peer, server)));
        peers.forEach((peer, servers) -> others.addAll(accounts()
                .toBarman(peer)
                .resources(dispatching(servers), Set.of(scriptId(dispatch()), scriptId(shim())))));
        for (ArchivedServer server : sending) {
            others.addAll(sender(server, accounts().servers(server), queries(server), true, peers)
                    .resources());
            others.addAll(followers(server, peers));
        }
        others.forEach(one -> resources.put(one.id(), one));
        return List.copyOf(resources.values());
    }

    private Accounts accounts() {
        return new Accounts(topology, barman);
    }

    private static Method method(ArchivedServer server) {
        return server.archiveCommand().orElseThrow().method();
    }

    /** At both ends. */
    private List<PackageResource> rsync(ArchivedServer server) {
        Peer peer = accounts().servers(server);
        return List.of(
                new PackageResource(peer.owner(), new RsyncQuery(peer.host()), PackageRecipe.rsync()),
                new PackageResource(barman.name(), new RsyncQuery(barman.host()), PackageRecipe.rsync()));
    }

    private String mark() {
        return SshTrust.mark(topology);
    }

    private String shim() {
        return barman.effectiveRunDirectory() + "/barman";
    }

    private String dispatch() {
        return barman.effectiveRunDirectory() + "/ssh-dispatch";
    }

    private ResourceId scriptId(String path) {
        return ScriptResource.id(accounts().barmans(), path);
    }

    private List<Resource<?>> doors() {
        Set<ResourceId> directory = Set.of(DirectoryResource.id(barman.name(), barman.effectiveRunDirectory()));
        Map<String, Object> values = Map.of(
                "launcher", ShellQuote.quote(launcher),
                "config", ShellQuote.quote(barman.config()),
                "socket", ShellQuote.quote(barman.effectiveRunDirectory() + "/wal.sock"));
        Peer here = accounts().barmans();
        return List.of(
                new ScriptResource(here, shim(), ResourceTemplate.render("barman-shim", values), mark(), directory),
                new ScriptResource(
                        here,
                        dispatch(),
                        ResourceTemplate.render("ssh-dispatch", Map.of("shim", ShellQuote.quote(shim()))),
                        mark(),
                        directory));
    }

    /** What a key of these servers may run. */
    private String dispatching(List<ArchivedServer> servers) {
        return dispatch() + " "
                + servers.stream()
                        .map(server -> server.name() + "=" + incoming(server))
                        .collect(Collectors.joining(" "));
    }

    private String incoming(ArchivedServer server) {
        Map<String, String> options = server.options();
        String root = options.getOrDefault("backup_directory", barman.home() + "/" + server.name());
        return options.getOrDefault("incoming_wals_directory", root + "/incoming");
    }

    private static void add(Map<Peer, List<ArchivedServer>> peers, Peer peer, ArchivedServer server) {
        List<ArchivedServer> servers = peers.computeIfAbsent(first(peer, peers), any -> new ArrayList<>());
        if (!servers.contains(server)) {
            servers.add(server);
        }
    }

    private SettingQueries queries(ArchivedServer archived) {
        return new ServerResources(topology, primary(archived)).queries();
    }

    private PostgresServer primary(ArchivedServer archived) {
        return accounts().server(archived).orElseThrow();
    }

    private Sender sender(
            ArchivedServer archived,
            Peer peer,
            SettingQueries queries,
            boolean archives,
            Map<Peer, List<ArchivedServer>> peers) {
        Set<ResourceId> software = new LinkedHashSet<>();
        if (BY_RSYNC.contains(method(archived))) {
            rsync(archived).forEach(one -> software.add(one.id()));
        }
        return new Sender(
                topology,
                barman,
                archived,
                peer,
                queries,
                archives,
                incoming(archived),
                Set.of(runtime, FileResource.id(barman.name(), barman.fileOf(archived.name()))),
                heard(accounts().toBarman(first(peer, peers))),
                software,
                record.getOrDefault(SettingResource.id(peer.owner(), "archive_command"), Before.NOTHING)
                        .given("value"));
    }

    /** What the test is heard by, each of it: a finding below one that it comes after is no cause of its own. */
    private Set<ResourceId> heard(SshTrust trust) {
        return Set.of(trust.proof(), trust.door(), scriptId(dispatch()), scriptId(shim()));
    }

    /** A copy within one host is nothing that another host could do. */
    private List<Resource<?>> followers(ArchivedServer archived, Map<Peer, List<ArchivedServer>> peers) {
        PostgresServer primary = primary(archived);
        List<Resource<?>> resources = new ArrayList<>();
        accounts().followers(archived).forEach((standby, peer) -> {
            if (method(archived) != Method.LOCAL_COPY || peer.host().equals(barman.host())) {
                SettingQueries queries =
                        new ServerResources(topology, standby.asServer(primary)).queries(Optional.of(primary.name()));
                StandbyResources itself = new StandbyResources(
                        topology, primary, standby, primary.replication().orElseThrow());
                sender(archived, peer, queries, false, peers)
                        .resources()
                        .forEach(one -> resources.add(itself.whenItRuns(one)));
            }
        });
        return resources;
    }

    /** The one of several servers of an account after which their common key is called. */
    private static Peer first(Peer peer, Map<Peer, List<ArchivedServer>> peers) {
        return peers.keySet().stream()
                .filter(other -> other.toString().equals(peer.toString()))
                .findFirst()
                .orElse(peer);
    }
}
