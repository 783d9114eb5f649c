package io.jbarman.facts.standby;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a standby's host has.
 *
 * @param servers directories of PostgreSQL's server programs, by major version
 * @param clients directories of {@code pg_basebackup}, by major version
 * @param debian whether Debian's tools keep its clusters
 */
public record StandbyHost(
        Map<Integer, String> servers,
        Map<Integer, String> clients,
        boolean debian,
        List<StandbyDirectory> directories) {
    public StandbyHost {
        servers = Map.copyOf(servers);
        clients = Map.copyOf(clients);
        directories = List.copyOf(directories);
    }

    /** The oldest client that takes base backups of such a server: one of its version or later. */
    public Optional<String> clientFor(int major) {
        return clients.entrySet().stream()
                .filter(client -> client.getKey() >= major)
                .min(Comparator.comparing(Map.Entry::getKey))
                .map(Map.Entry::getValue);
    }

    /** What is at a path; where nothing was seen there, nothing is. */
    public StandbyDirectory directory(String path) {
        return directories.stream()
                .filter(one -> one.path().equals(path))
                .findFirst()
                .orElseGet(() -> StandbyDirectory.absent(path));
    }
}
