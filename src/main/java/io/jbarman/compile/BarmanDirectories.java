package io.jbarman.compile;

import io.jbarman.facts.file.PathQuery;
import io.jbarman.plan.ResourceId;
import io.jbarman.resource.Resource;
import io.jbarman.resource.file.DirectoryResource;
import io.jbarman.resource.runtime.AccountResource;
import io.jbarman.topology.ArchivedServer;
import io.jbarman.topology.BarmanHost;
import io.jbarman.transport.Account;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/** The directories that a barmanhost writes to: its own, and those of each server where its options put them. */
record BarmanDirectories(BarmanHost barman) {
    private static final List<String> SUBDIRECTORIES =
            List.of("base", "wals", "incoming", "streaming", "errors", "meta");

    static Set<ResourceId> afterAccount(BarmanHost barman) {
        return Set.of(AccountResource.id(barman.name(), barman.user()));
    }

    List<Resource<?>> directories() {
        List<Resource<?>> directories = new ArrayList<>();
        directories.add(directory(List.of(barman.home()), afterAccount(barman)));
        if (!barman.hasRuntime()) {
            return directories;
        }
        Set<ResourceId> afterHome = Set.of(DirectoryResource.id(barman.name(), barman.home()));
        directories.add(directory(List.of(barman.effectiveRunDirectory()), afterHome));
        barman.lockDirectory()
                .filter(path -> !path.equals(barman.home()) && !path.equals(barman.effectiveRunDirectory()))
                .ifPresent(path -> directories.add(directory(List.of(path), afterHome)));
        barman.servers().values().forEach(server -> directories.add(directory(tree(server), afterHome)));
        return directories;
    }

    /** The address of those of one server. */
    ResourceId of(ArchivedServer server) {
        return DirectoryResource.id(barman.name(), tree(server).get(0));
    }

    /** Where the servers' backups are. */
    List<String> backups() {
        return barman.servers().values().stream()
                .map(server -> tree(server).get(0))
                .toList();
    }

    /** The directories of one server, where its options put them. */
    private List<String> tree(ArchivedServer server) {
        Map<String, String> options = server.options();
        String root = options.getOrDefault("backup_directory", barman.home() + "/" + server.name());
        Map<String, String> named = Map.of(
                "base", "basebackups_directory",
                "wals", "wals_directory",
                "incoming", "incoming_wals_directory",
                "streaming", "streaming_wals_directory",
                "errors", "errors_directory");
        return Stream.concat(
                        Stream.of(root),
                        SUBDIRECTORIES.stream()
                                .map(name -> options.getOrDefault(named.getOrDefault(name, ""), root + "/" + name)))
                .distinct()
                .toList();
    }

    /** Where the runtime writes; a main file that was there before may name Debian's directories. */
    Set<String> written() {
        Set<String> paths = new LinkedHashSet<>(List.of(barman.home(), barman.effectiveRunDirectory()));
        paths.addAll(List.of("/var/log/barman", "/run/barman"));
        barman.lockDirectory().ifPresent(paths::add);
        barman.logFile().map(BarmanDirectories::parent).ifPresent(paths::add);
        barman.servers().values().forEach(server -> paths.addAll(tree(server)));
        return paths;
    }

    static String parent(String path) {
        return path.substring(0, Math.max(1, path.lastIndexOf('/')));
    }

    private DirectoryResource directory(List<String> paths, Set<ResourceId> after) {
        return new DirectoryResource(
                barman.name(),
                barman.host(),
                barman.user(),
                paths.stream()
                        .map(path -> new PathQuery(barman.host(), Account.named(barman.user()), path, false))
                        .toList(),
                after);
    }
}
