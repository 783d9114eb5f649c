package io.jbarman.runtime;

import io.jbarman.replication.ReplicationConnector;

/** The ways to a server: for replication, and for questions. */
public record ServerConnections(Replication replication, ReplicationConnector connector, ControlSessions sessions) {}
