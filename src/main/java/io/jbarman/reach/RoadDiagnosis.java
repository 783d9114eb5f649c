package io.jbarman.reach;

import io.jbarman.diagnostics.Diagnostic;
import io.jbarman.postgres.PgException;
import io.jbarman.topology.PostgresServer;
import io.jbarman.topology.PostgresServer.Road;
import io.jbarman.transport.DialFailure;
import io.jbarman.transport.TransportException;
import java.util.Optional;

/**
 * A failed login, and what the relay said, as a diagnostic with its remedy. Pure.
 *
 * @param role the database role that logged in
 * @param database the database it asked for
 */
record RoadDiagnosis(PostgresServer server, Road road, String role, String database) {
    private static final String UNSUPPORTED = "unsupported startup parameter";

    RoadFailure explain(PgException failure, String relayErrors) {
        Optional<TransportException> transport = transportFailure(failure);
        if (transport.isPresent()) {
            return ofTransport(transport.get());
        }
        // What the server itself answered counts: the relay, ended after it, often complains of its end.
        boolean relayFailed = failure.isConnectionFailure() && !relayErrors.isBlank();
        return relayFailed ? ofRelay(relayErrors, failure) : ofLogin(failure);
    }

    private static Optional<TransportException> transportFailure(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof TransportException found) {
                return Optional.of(found);
            }
        }
        return Optional.empty();
    }

    /** A port that nobody listens on speaks of PostgreSQL; everything else speaks of the host. */
    private RoadFailure ofTransport(TransportException failure) {
        Diagnostic problem = failure.problem();
        if (problem.code().equals(DialFailure.REFUSED)) {
            return down(problem.summary(), "", failure);
        }
        boolean portOnly = problem.code().startsWith("port-") || problem.code().equals("forwarding-refused");
        return new RoadFailure(road, ReachProblem.HOST, problem, !portOnly, failure);
    }

    private RoadFailure ofRelay(String errors, PgException failure) {
        String said = errors.strip();
        if (said.contains(RelayScript.NO_PROGRAM)) {
            String hint = "install socat (or perl) on " + server.host() + ", or set access: tunnel or tcp";
            return failure(ReachProblem.HOST, said.replace("jbarman: ", ""), hint, failure);
        }
        if (said.contains(RelayScript.NO_SOCKET)) {
            return down(said.replace("jbarman: ", ""), "", failure);
        }
        return said.contains("Connection refused")
                ? down("the socket is there but nobody listens on it", said, failure)
                : failure(ReachProblem.DOWN, "the relay failed: " + said, startIt(), failure);
    }

    private RoadFailure down(String what, String detail, Throwable cause) {
        Diagnostic problem = Diagnostic.error(
                        ReachProblem.DOWN.code(), "PostgreSQL " + server.name() + " is not running: " + what, startIt())
                .withDetail(detail);
        return new RoadFailure(road, ReachProblem.DOWN, problem, false, cause);
    }

    private String startIt() {
        String start = server.service()
                .map(unit -> "systemctl start " + unit)
                .orElse("pg_lsclusters shows what is there, pg_ctlcluster VERSION NAME start starts it");
        return "start it on " + server.host() + ": " + start
                + "; if it runs, say where: port or socket_directory of postgres." + server.name();
    }

    private RoadFailure ofLogin(PgException failure) {
        String state = failure.sqlState();
        if (state.equals("57P03") || state.equals("53300") || state.equals("57P01")) {
            return conclusive(ReachProblem.BUSY, failure, busyRemedy(state));
        }
        if (state.equals("3D000")) {
            return conclusive(ReachProblem.REFUSED, failure, "name a database that exists in access.dbname");
        }
        if (failure.getMessage() != null && failure.getMessage().contains(UNSUPPORTED)) {
            return pooler(failure.getMessage(), Optional.empty(), failure);
        }
        return state.startsWith("28")
                ? failure(ReachProblem.REFUSED, failure.getMessage(), refusalRemedy(), failure)
                : failure(ReachProblem.DOWN, failure.getMessage(), startIt(), failure);
    }

    private static String busyRemedy(String state) {
        return state.equals("53300")
                ? "wait, or free a connection: jbarman needs one, and superusers have superuser_reserved_connections"
                : "wait until it has started, then repeat; its log tells how far it is";
    }

    private String refusalRemedy() {
        if (road == Road.RELAY && !role.equals(server.osUser())) {
            return "peer lets the account " + server.osUser()
                    + " in only as the role of its own name: leave access.user"
                    + " out, or map it to " + role + " (pg_ident.conf), or give access.user and access.password for the"
                    + " tunnel";
        }
        if (road == Road.RELAY) {
            return "let the account " + server.osUser() + " in: a line `local all " + role
                    + " peer` in pg_hba.conf before others that match, then reload;"
                    + " or give access.user and access.password for the tunnel";
        }
        return "check access.user and access.password of postgres." + server.name()
                + ", and that pg_hba.conf has a line for " + role + " from there";
    }

    /**
     * The settings of a session did not arrive, so that what answers is not PostgreSQL itself.
     *
     * @param direct PostgreSQL's own port, with its address where that is another; empty where it was not found
     */
    RoadFailure pooler(String evidence, Optional<String> direct, Throwable cause) {
        Diagnostic problem = Diagnostic.error(
                ReachProblem.POOLER.code(),
                "port " + server.port() + " of " + server.name() + " is a connection pooler's: " + evidence,
                "set port of postgres." + server.name() + " to PostgreSQL's own: "
                        + direct.orElse("often 5432") + "; replication and session settings do not pass through"
                        + " PgBouncer");
        return new RoadFailure(road, ReachProblem.POOLER, problem, true, cause);
    }

    private RoadFailure conclusive(ReachProblem kind, PgException failure, String hint) {
        RoadFailure plain = failure(kind, failure.getMessage(), hint, failure);
        return new RoadFailure(road, kind, plain.problem(), true, failure);
    }

    private RoadFailure failure(
            ReachProblem kind, @org.jspecify.annotations.Nullable String what, String hint, Throwable cause) {
        String summary = "cannot log in to " + server.name() + " as " + role + ": " + what;
        return new RoadFailure(road, kind, Diagnostic.error(kind.code(), summary, hint), false, cause);
    }
}
