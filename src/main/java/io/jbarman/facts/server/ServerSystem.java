package io.jbarman.facts.server;

import java.util.Optional;

/**
 * Which cluster a server is of, and on which side of a replication.
 *
 * @param identifier PostgreSQL's system identifier
 * @param receiver state of its WAL receiver, where it has one
 */
public record ServerSystem(String identifier, int major, boolean inRecovery, Optional<String> receiver) {}
