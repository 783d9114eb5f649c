package io.jbarman.facts.server;

import io.jbarman.pg.ServerVersion;

/**
 * What a server is.
 *
 * @param inRecovery whether it replays WAL, as a standby does
 * @param user the role that asks
 * @param superuser whether that role may do everything
 */
public record Identity(ServerVersion version, boolean inRecovery, String user, boolean superuser) {}
