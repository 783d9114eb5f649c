package io.jbarman.resource.standby;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Where a standby is to be, and whom it follows.
 *
 * @param name its own, in addresses and as {@code application_name}
 * @param primary its primary's name
 * @param account that it runs as
 * @param directory declared; else Debian's for the primary's version and {@code cluster}
 * @param conninfo how it logs in to its primary, without a password
 * @param slot on its primary
 * @param shared names of settings that it begins with as its primary has them
 * @param floors settings that it must not have lower than its primary, with what that is declared to have, else 0
 */
public record StandbyPlace(
        String name,
        String primary,
        String host,
        String account,
        int port,
        Optional<String> socketDirectory,
        Optional<String> directory,
        String cluster,
        String conninfo,
        String slot,
        List<String> shared,
        Map<String, Long> floors) {
    public StandbyPlace {
        shared = List.copyOf(shared);
        floors = Collections.unmodifiableMap(new TreeMap<>(floors));
    }

    String path(int major) {
        return directory.orElseGet(() -> debianPath(major));
    }

    private String debianPath(int major) {
        return "/var/lib/postgresql/" + major + "/" + cluster;
    }

    /** Whether Debian's tools would look for it there. */
    boolean isDebians(int major) {
        return path(major).equals(debianPath(major));
    }
}
