package io.jbarman.reach;

import io.jbarman.diagnostics.Diagnostic;
import io.jbarman.topology.PostgresServer.Road;

/**
 * Why one road did not lead to a server.
 *
 * @param conclusive whether another road could not do better
 */
record RoadFailure(Road road, ReachProblem kind, Diagnostic problem, boolean conclusive, Throwable cause) {}
