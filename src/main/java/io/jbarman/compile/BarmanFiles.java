package io.jbarman.compile;

import io.jbarman.config.BarmanOptions;
import io.jbarman.facts.barman.BarmanFilesQuery;
import io.jbarman.facts.file.PathQuery;
import io.jbarman.plan.Fingerprint;
import io.jbarman.plan.ResourceId;
import io.jbarman.resource.Resource;
import io.jbarman.resource.file.AdoptedFileResource;
import io.jbarman.resource.file.DirectoryResource;
import io.jbarman.resource.file.FileResource;
import io.jbarman.resource.file.HeededFile;
import io.jbarman.resource.file.MainConfigResource;
import io.jbarman.topology.ArchivedServer;
import io.jbarman.topology.ArchivedServer.Link;
import io.jbarman.topology.BarmanHost;
import io.jbarman.topology.Topology;
import io.jbarman.transport.Account;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** The configuration files of a barmanhost: the main one, and one for each of its servers. */
record BarmanFiles(Topology topology, BarmanHost barman) {
    /**
     * All of them. A server that something stands in the way of is not told of: the runtime would only fail at it.
     *
     * @param atServers by server, what has to be so there before
     */
    List<Resource<?>> resources(Map<String, Set<ResourceId>> atServers) {
        List<Resource<?>> files = new ArrayList<>();
        files.add(new MainConfigResource(file(barman.config(), texts().main(), Set.of()), texts().required()));
        for (ArchivedServer server : barman.servers().values()) {
            FileResource own = file(
                    barman.fileOf(server.name()),
                    texts().server(server),
                    atServers.getOrDefault(server.name(), Set.of()));
            files.add(
                    barman.hasRuntime()
                            ? new HeededFile(own, server.name(), path(barman.config(), true), configuration())
                            : new AdoptedFileResource(
                                    own, server.name(), quoted(server), path(barman.config(), true), configuration()));
        }
        return files;
    }

    /** Options whose connection strings are as the document quotes them: it has no password for them. */
    private static Set<String> quoted(ArchivedServer server) {
        Set<String> options = server.options().keySet().stream()
                .filter(BarmanOptions::isConnection)
                .collect(Collectors.toCollection(HashSet::new));
        if (server.conninfo() instanceof Link.Unmanaged) {
            options.add("conninfo");
        }
        if (server.streamingConninfo().filter(Link.Unmanaged.class::isInstance).isPresent()) {
            options.add("streaming_conninfo");
        }
        return options;
    }

    /** SHA-256 of those of the servers, by path. */
    Map<String, String> hashes() {
        Map<String, String> hashes = new LinkedHashMap<>();
        barman.servers()
                .values()
                .forEach(server -> hashes.put(barman.fileOf(server.name()), Fingerprint.of(texts().server(server))));
        return hashes;
    }

    private ConfigFiles texts() {
        return new ConfigFiles(topology, barman);
    }

    private BarmanFilesQuery configuration() {
        return new BarmanFilesQuery(
                barman.host(),
                Account.named(barman.user()),
                barman.config(),
                barman.configDirectory(),
                barman.home(),
                new BarmanDirectories(barman).backups());
    }

    private FileResource file(String path, String content, Set<ResourceId> atServer) {
        Set<ResourceId> after = new LinkedHashSet<>(BarmanDirectories.afterAccount(barman));
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

    private PathQuery path(String path, boolean withContent) {
        return new PathQuery(barman.host(), Account.named(barman.user()), path, withContent);
    }
}
