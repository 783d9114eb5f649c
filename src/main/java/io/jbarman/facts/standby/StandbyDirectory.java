package io.jbarman.facts.standby;

import java.util.Map;
import java.util.Optional;

/**
 * A data directory as it lies there.
 *
 * @param mark the first line of the file beside it by which jbarman knows what it made
 * @param stage the second: how far that is
 * @param label of the base backup that lies in it and that no server has recovered from
 * @param cluster whether it has begun to be one
 * @param system identifier of the cluster in it
 * @param follows whether it is set up to follow a primary
 * @param lived whether a server was ever started in it: that leaves postmaster.opts, which no base backup brings along
 * @param running whether its postmaster is alive
 * @param recovery the lines of recovery.conf, by parameter, values as they are written there; up to 11
 * @param backup process id of a base backup that is being written into it
 * @param settings of those that a standby must not have lower than its primary, what its files say; of one that is down
 */
public record StandbyDirectory(
        String path,
        Optional<String> mark,
        Optional<String> stage,
        boolean empty,
        Optional<String> label,
        boolean cluster,
        Optional<String> system,
        boolean follows,
        boolean lived,
        boolean running,
        Optional<String> backup,
        Map<String, String> recovery,
        Map<String, String> settings) {
    public StandbyDirectory {
        recovery = Map.copyOf(recovery);
        settings = Map.copyOf(settings);
    }

    /** Nothing at a path. */
    public static StandbyDirectory absent(String path) {
        return new StandbyDirectory(
                path,
                Optional.empty(),
                Optional.empty(),
                true,
                Optional.empty(),
                false,
                Optional.empty(),
                false,
                false,
                false,
                Optional.empty(),
                Map.of(),
                Map.of());
    }
}
