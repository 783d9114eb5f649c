package io.jbarman.compile;

import io.jbarman.facts.software.RsyncQuery;
import io.jbarman.plan.ResourceId;
import io.jbarman.resource.Resource;
import io.jbarman.resource.file.DirectoryResource;
import io.jbarman.resource.software.PackageRecipe;
import io.jbarman.resource.software.PackageResource;
import io.jbarman.resource.trust.ArchiveCommandResource;
import io.jbarman.resource.trust.ArchiveWay;
import io.jbarman.resource.trust.Peer;
import io.jbarman.resource.trust.RemoteProof;
import io.jbarman.resource.trust.ScriptResource;
import io.jbarman.template.ResourceTemplate;
import io.jbarman.topology.ArchiveCommand;
import io.jbarman.topology.ArchiveCommand.Method;
import io.jbarman.topology.ArchivedServer;
import io.jbarman.topology.BarmanHost;
import io.jbarman.topology.Topology;
import io.jbarman.transport.ShellQuote;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The way from the servers' archivers to their barmanhost: keys, who is let in and known, the forced command, checks,
 * and last of all {@code archive_command}.
 *
 * @param launcher of jbarman on the barmanhost
 * @param runtime what has to stand before anything is sent
 */
record Archiving(Topology topology, BarmanHost barman, String launcher, ResourceId runtime) {
    private static final String OWN = ".jbarman/";
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
        Map<Peer, List<ArchivedServer>> peers = accounts().byAccount(overSsh);
        peers.forEach((peer, servers) -> others.addAll(accounts()
                .toBarman(peer)
                .resources(dispatching(servers), Set.of(scriptId(dispatch()), scriptId(shim())))));
        sending.forEach(server -> others.addAll(sender(server, peers)));
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

    /** The program that archives, the test that it would be heard, and the setting. */
    private List<Resource<?>> sender(ArchivedServer archived, Map<Peer, List<ArchivedServer>> peers) {
        Peer peer = accounts().servers(archived);
        SshTrust trust = accounts().toBarman(peer);
        ArchiveCommand command = archived.archiveCommand().orElseThrow();
        boolean copied = command.method() == Method.LOCAL_COPY;
        String program = ArchiveWay.program(command.method());
        String path = OWN + program;
        ScriptResource script = new ScriptResource(
                peer, path, ResourceTemplate.text(program), mark(), accounts().serversIsThere(peer));
        List<Resource<?>> resources = new ArrayList<>(List.of(script));
        Set<ResourceId> before = new LinkedHashSet<>(Set.of(script.id(), runtime));
        if (BY_RSYNC.contains(command.method())) {
            rsync(archived).forEach(software -> before.add(software.id()));
        }
        if (!copied) {
            RemoteProof accepts = new RemoteProof(
                    peer,
                    "archive-test-" + archived.name() + "-" + barman.name(),
                    "WAL of " + archived.name() + " would be accepted by "
                            + accounts().barmans(),
                    trust.test(List.of("barman", "put-wal", archived.name(), "--test")),
                    Set.of(runtime, accounts().toBarman(first(peer, peers)).proof()));
            resources.add(accepts);
            before.add(accepts.id());
        }
        resources.add(new ArchiveCommandResource(
                peer,
                new ServerResources(topology, accounts().server(archived).orElseThrow()).queries(),
                new ArchiveWay(
                        command.method(),
                        barman.user(),
                        trust.address(),
                        trust.port(),
                        archived.name(),
                        incoming(archived)),
                path,
                command.replace(),
                before));
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
