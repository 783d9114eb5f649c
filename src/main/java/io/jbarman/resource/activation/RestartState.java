package io.jbarman.resource.activation;

import io.jbarman.facts.postmaster.HostClock;
import io.jbarman.plan.Postmaster;
import java.util.List;
import java.util.Optional;

/**
 * What a restart is decided by.
 *
 * @param postmaster how to restart it; empty where that could not be found out
 * @param baseBackups how many base backups are being sent
 * @param otherBackups signs of others, in words
 * @param now on the server's host, where that is asked
 */
public record RestartState(
        Divergences divergences,
        Optional<Postmaster> postmaster,
        long baseBackups,
        List<String> otherBackups,
        Optional<HostClock> now) {
    public RestartState {
        otherBackups = List.copyOf(otherBackups);
    }

    /** With nothing else to be seen. */
    public RestartState(Divergences divergences, Optional<Postmaster> postmaster, long baseBackups) {
        this(divergences, postmaster, baseBackups, List.of(), Optional.empty());
    }
}
