package io.jbarman.engine;

import io.jbarman.plan.Plan;
import io.jbarman.plan.Postmaster;
import io.jbarman.plan.Step;
import io.jbarman.reach.Reach;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * {@code postgresql.auto.conf} as it was before this run changed anything, of every server that the plan restarts: what
 * a server that does not come back was last running with.
 */
final class SavedSettings {
    private final Reach reach;
    private final Map<String, byte[]> byServer = new ConcurrentHashMap<>();

    SavedSettings(Reach reach) {
        this.reach = reach;
    }

    /** Saves what the plan's restarts may need; a file that cannot be read is told when its restart comes. */
    void save(Plan plan) {
        plan.changes().stream()
                .flatMap(change -> change.steps().stream())
                .filter(Step.RestartServer.class::isInstance)
                .map(Step.RestartServer.class::cast)
                .forEach(step -> save(step.server(), step.postmaster()));
    }

    Optional<byte[]> of(String server) {
        return Optional.ofNullable(byServer.get(server));
    }

    private void save(String server, Postmaster postmaster) {
        try {
            new PostmasterShell(reach.transport(postmaster.host()), postmaster)
                    .autoConf()
                    .ifPresent(content -> byServer.put(server, content));
        } catch (IOException e) {
            byServer.remove(server);
        }
    }
}
