package io.jbarman.topology;

import java.util.Optional;

/**
 * How standbys log in to their primary.
 *
 * @param password name of a secret; empty where the server asks for none
 * @param passfile on the standbys' hosts; where left out, {@code .pgpass} in the home of the server's account
 */
public record Replication(String role, Optional<String> password, Optional<String> passfile) {}
