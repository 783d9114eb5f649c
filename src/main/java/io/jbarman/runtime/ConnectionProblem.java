package io.jbarman.runtime;

import io.jbarman.config.ConnectionTarget;
import io.jbarman.config.ServerConfig;
import io.jbarman.diagnostics.Diagnostic;
import io.jbarman.postgres.PgException;
import io.jbarman.postgres.jdbc.TlsProblem;
import io.jbarman.replication.ReplicationFailure;

/** A session that could not be opened, told by SQLSTATE with what to do. */
final class ConnectionProblem {
    private ConnectionProblem() {}

    static Diagnostic of(ServerConfig server, ConnectionTarget target, PgException failure) {
        return Diagnostic.error(
                "postgres-unreachable",
                "server '" + server.name() + "' (" + target.describe() + "): " + failure.getMessage(),
                hint(target, failure));
    }

    private static String hint(ConnectionTarget target, PgException failure) {
        return switch (TlsProblem.of(failure.getCause())) {
            case NOT_SERVED -> ReplicationFailure.NO_SSL.remedy();
            case SERVER_CERTIFICATE -> ReplicationFailure.CERTIFICATE.remedy();
            case CLIENT_CERTIFICATE -> ReplicationFailure.CLIENT_CERTIFICATE.remedy();
            case ENDED -> ReplicationFailure.TLS_ENDED.remedy();
            case NONE -> hintOfState(target, failure);
        };
    }

    private static String hintOfState(ConnectionTarget target, PgException failure) {
        return switch (failure.sqlState()) {
            case "28P01" -> "put the right password of '" + target.user() + "' into ~/.pgpass of this account";
            case "28000" ->
                "see that the role '" + target.user() + "' exists and may log in, and that pg_hba.conf has a line"
                        + " for it and database '" + target.database() + "' from this host; then reload PostgreSQL";
            case "3D000" -> "name a database that exists in conninfo: dbname=postgres";
            case "53300" -> "raise max_connections, or end sessions that are no longer needed";
            case "57P03" -> "the server is starting up or shutting down: try again in a moment";
            default ->
                missingPassword(target, failure)
                        ? "add a line for " + target.host() + ":" + target.port() + ":" + target.database() + ":"
                                + target.user() + " to ~/.pgpass of this account (mode 0600)"
                        : "see that PostgreSQL runs there, listens on that address, and that no firewall is in between";
        };
    }

    private static boolean missingPassword(ConnectionTarget target, PgException failure) {
        return target.password().isEmpty()
                && (failure.sqlState().startsWith("28") || failure.sqlState().equals("08004"));
    }
}
