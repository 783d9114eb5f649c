package io.jbarman.resource.activation;

import io.jbarman.plan.Postmaster;
import java.util.Optional;

/**
 * What a restart is decided by.
 *
 * @param postmaster how to restart it; empty where that could not be found out
 * @param baseBackups how many base backups are being sent
 */
public record RestartState(Divergences divergences, Optional<Postmaster> postmaster, long baseBackups) {}
