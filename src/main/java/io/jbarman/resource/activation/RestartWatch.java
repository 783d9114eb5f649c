package io.jbarman.resource.activation;

import io.jbarman.facts.Fact;
import io.jbarman.facts.FactQuery;
import io.jbarman.facts.Facts;
import io.jbarman.facts.postmaster.BackupLocksQuery;
import io.jbarman.facts.postmaster.ClockQuery;
import io.jbarman.facts.postmaster.HostClock;
import io.jbarman.facts.server.BackupSessionsQuery;
import io.jbarman.plan.ResourceId;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What else is looked at before a restart.
 *
 * @param locks of backup programs, on the server's host and on its barmanhosts
 * @param clock where a window is declared
 * @param behind what comes before: restarts of the server's standbys
 */
public record RestartWatch(
        Optional<BackupSessionsQuery> sessions,
        List<BackupLocksQuery> locks,
        Optional<ClockQuery> clock,
        Set<ResourceId> behind) {
    /** Nothing. */
    public static final RestartWatch NONE = new RestartWatch(Optional.empty(), List.of(), Optional.empty(), Set.of());

    public RestartWatch {
        locks = List.copyOf(locks);
        behind = Set.copyOf(behind);
    }

    /** The same, with more that comes before. */
    public RestartWatch behindToo(Set<ResourceId> more) {
        Set<ResourceId> all = new HashSet<>(behind);
        all.addAll(more);
        return new RestartWatch(sessions, locks, clock, all);
    }

    Set<FactQuery<?>> needs() {
        Set<FactQuery<?>> needs = new HashSet<>(locks);
        sessions.ifPresent(needs::add);
        clock.ifPresent(needs::add);
        return needs;
    }

    /** Signs of base backups other than WAL senders, in words; what cannot be looked at shows none. */
    List<String> backups(Facts facts) {
        List<String> signs = new ArrayList<>();
        sessions.flatMap(query -> known(facts.get(query)))
                .ifPresent(pids -> pids.forEach(pid -> signs.add("session " + pid + " began one by SQL")));
        locks.forEach(query ->
                known(facts.get(query)).ifPresent(paths -> paths.forEach(path -> signs.add(path + " is locked"))));
        return signs;
    }

    Optional<HostClock> now(Facts facts) {
        return clock.flatMap(query -> known(facts.get(query)));
    }

    private static <T> Optional<T> known(Fact<T> fact) {
        return fact instanceof Fact.Known<T> known ? Optional.of(known.value()) : Optional.empty();
    }
}
