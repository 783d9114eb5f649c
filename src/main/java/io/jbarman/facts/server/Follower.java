package io.jbarman.facts.server;

import java.util.Optional;

/**
 * Whoever streams from a server.
 *
 * @param address where it comes from; empty of one that comes by socket
 * @param slot the one that it streams through
 */
public record Follower(
        String applicationName, Optional<String> role, Optional<String> address, Optional<String> slot) {}
