package io.jbarman.compile;

import io.jbarman.facts.trust.HostKeysQuery;
import io.jbarman.facts.trust.RemoteTest;
import io.jbarman.plan.ResourceId;
import io.jbarman.resource.Resource;
import io.jbarman.resource.file.DirectoryResource;
import io.jbarman.resource.trust.ArchiveCommandResource;
import io.jbarman.resource.trust.ArchiveWay;
import io.jbarman.resource.trust.AuthorizedKeyResource;
import io.jbarman.resource.trust.KnownHostResource;
import io.jbarman.resource.trust.OwnKeyResource;
import io.jbarman.resource.trust.Peer;
import io.jbarman.resource.trust.RemoteProof;
import io.jbarman.resource.trust.ScriptResource;
import io.jbarman.template.ResourceTemplate;
import io.jbarman.topology.ArchiveCommand;
import io.jbarman.topology.ArchiveCommand.Method;
import io.jbarman.topology.ArchivedServer;
import io.jbarman.topology.BarmanHost;
import io.jbarman.topology.Host;
import io.jbarman.topology.PostgresServer;
import io.jbarman.topology.Topology;
import io.jbarman.transport.ShellQuote;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
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
    private static final String CLIENT = ".jbarman/wal-archive";
    private static final String COPY = ".jbarman/wal-copy";
    private static final int SSH_PORT = 22;

    List<Resource<?>> resources() {
        List<Resource<?>> resources = new ArrayList<>();
        List<ArchivedServer> sending = barman.servers().values().stream()
                .filter(server -> server.archiveCommand().isPresent() && server(server) != null)
                .toList();
        if (sending.stream().anyMatch(Archiving::overSsh)) {
            resources.addAll(doors());
        }
        peers(sending).forEach((peer, servers) -> resources.addAll(trust(peer, servers)));
        sending.forEach(server -> resources.addAll(sender(server)));
        return resources;
    }

    private static boolean overSsh(ArchivedServer server) {
        return server.archiveCommand()
                .filter(command -> command.method() != Method.LOCAL_COPY)
                .isPresent();
    }

    /** One key for all servers of an account: sshd looks at the first line of a key only. */
    private Map<Peer, List<ArchivedServer>> peers(List<ArchivedServer> sending) {
        Map<String, Peer> byAccount = new LinkedHashMap<>();
        Map<Peer, List<ArchivedServer>> peers = new LinkedHashMap<>();
        sending.stream().filter(Archiving::overSsh).forEach(server -> {
            Peer own = peer(server);
            Peer first = byAccount.computeIfAbsent(own.toString(), account -> own);
            peers.computeIfAbsent(first, account -> new ArrayList<>()).add(server);
        });
        return peers;
    }

    private PostgresServer server(ArchivedServer archived) {
        return new Links(topology, new Archiver(barman, archived)).server();
    }

    private Peer peer(ArchivedServer archived) {
        PostgresServer server = server(archived);
        return new Peer(server.name(), server.host(), server.osUser());
    }

    private Peer here() {
        return new Peer(barman.name(), barman.host(), barman.user());
    }

    private String shim() {
        return barman.effectiveRunDirectory() + "/barman";
    }

    private String dispatch() {
        return barman.effectiveRunDirectory() + "/ssh-dispatch";
    }

    private List<Resource<?>> doors() {
        ResourceId directory = DirectoryResource.id(barman.name(), barman.effectiveRunDirectory());
        Map<String, Object> values = Map.of(
                "launcher", ShellQuote.quote(launcher),
                "config", ShellQuote.quote(barman.config()),
                "socket", ShellQuote.quote(barman.effectiveRunDirectory() + "/wal.sock"));
        return List.of(
                new ScriptResource(here(), shim(), ResourceTemplate.render("barman-shim", values), Set.of(directory)),
                new ScriptResource(
                        here(),
                        dispatch(),
                        ResourceTemplate.render("ssh-dispatch", Map.of("shim", ShellQuote.quote(shim()))),
                        Set.of(directory)));
    }

    private List<Resource<?>> trust(Peer peer, List<ArchivedServer> servers) {
        ResourceId key = OwnKeyResource.id(peer);
        ResourceId known = KnownHostResource.id(peer, barman.host());
        ResourceId letIn = AuthorizedKeyResource.id(here(), peer);
        return List.of(
                new OwnKeyResource(peer, comment(peer), Set.of()),
                new KnownHostResource(
                        peer,
                        address(peer),
                        new HostKeysQuery(barman.host(), here().account(), port().orElse(SSH_PORT)),
                        Set.of(key)),
                new AuthorizedKeyResource(
                        here(),
                        peer,
                        options(peer, servers),
                        comment(peer),
                        Set.of(key, ScriptResource.id(here(), dispatch()), ScriptResource.id(here(), shim()))),
                new RemoteProof(
                        peer,
                        check("ssh"),
                        "ssh gets through to " + here(),
                        test(peer, List.of("true")),
                        Set.of(known, letIn)));
    }

    private String check(String what) {
        return what + "-" + barman.name();
    }

    private String comment(Peer peer) {
        return "jbarman:" + topology.name().replace(' ', '_') + ":" + peer + "->" + here();
    }

    /** restrict also takes away what a later OpenSSH may invent. */
    private String options(Peer peer, List<ArchivedServer> servers) {
        String command = dispatch() + " "
                + servers.stream()
                        .map(server -> server.name() + "=" + incoming(server))
                        .collect(Collectors.joining(" "));
        List<String> sources = sources(peer);
        String from = sources.isEmpty() ? "" : "from=\"" + String.join(",", sources) + "\",";
        return "restrict," + from + "command=\"" + command.replace("\"", "\\\"") + "\"";
    }

    /** Addresses only: sshd compares names when it is told to look them up. */
    private List<String> sources(Peer peer) {
        return new Sources(host(peer.host()), address(peer))
                .addresses().stream()
                        .filter(address -> address.range().isPresent())
                        .map(address -> address.text().replaceFirst("/(32|128)$", ""))
                        .toList();
    }

    private Host host(String name) {
        return new Links(
                        topology,
                        new Archiver(
                                barman, barman.servers().values().iterator().next()))
                .host(name);
    }

    /** By which the barmanhost is reached from there. */
    private String address(Peer peer) {
        Host target = host(barman.host());
        return peer.host().equals(barman.host()) ? target.peerAddress().orElse("localhost") : target.reachedByPeersAt();
    }

    private OptionalInt port() {
        Host target = host(barman.host());
        return target.peerSshPort().isPresent()
                ? target.peerSshPort()
                : target.ssh().port();
    }

    private RemoteTest test(Peer peer, List<String> words) {
        return new RemoteTest(barman.user(), address(peer), port(), words);
    }

    private String incoming(ArchivedServer server) {
        Map<String, String> options = server.options();
        String root = options.getOrDefault("backup_directory", barman.home() + "/" + server.name());
        return options.getOrDefault("incoming_wals_directory", root + "/incoming");
    }

    /** The program that archives, the test that it would be heard, and the setting. */
    private List<Resource<?>> sender(ArchivedServer archived) {
        Peer peer = peer(archived);
        ArchiveCommand command = archived.archiveCommand().orElseThrow();
        boolean copied = command.method() == Method.LOCAL_COPY;
        String path = copied ? COPY : CLIENT;
        ScriptResource script =
                new ScriptResource(peer, path, ResourceTemplate.text(copied ? "wal-copy" : "wal-archive"), Set.of());
        List<Resource<?>> resources = new ArrayList<>(List.of(script));
        Set<ResourceId> before = new java.util.LinkedHashSet<>(Set.of(script.id(), runtime));
        if (!copied) {
            RemoteProof accepts = new RemoteProof(
                    peer,
                    check("archive-test-" + archived.name()),
                    "WAL of " + archived.name() + " would be accepted by " + here(),
                    test(peer, List.of("barman", "put-wal", archived.name(), "--test")),
                    Set.of(runtime, RemoteProof.id(first(peer), check("ssh"))));
            resources.add(accepts);
            before.add(accepts.id());
        }
        resources.add(new ArchiveCommandResource(
                peer,
                new ServerResources(topology, server(archived)).queries(),
                new ArchiveWay(
                        command.method(), barman.user(), address(peer), port(), archived.name(), incoming(archived)),
                path,
                command.replace(),
                before));
        return resources;
    }

    /** The one of several servers of an account after which their common key is called. */
    private Peer first(Peer peer) {
        return barman.servers().values().stream()
                .filter(server -> server.archiveCommand().isPresent() && overSsh(server))
                .map(this::peer)
                .filter(other -> other.toString().equals(peer.toString()))
                .findFirst()
                .orElse(peer);
    }
}
