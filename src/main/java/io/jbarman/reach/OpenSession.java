package io.jbarman.reach;

import io.jbarman.postgres.jdbc.JdbcSession;
import java.util.Optional;

/** The place of one session: opened on first use, and again after the server or the way to it has ended it. */
final class OpenSession {
    private final Roads roads;
    private final String database;
    private Optional<JdbcSession> current = Optional.empty();
    private int opened;
    private int sentBefore;

    OpenSession(Roads roads, String database) {
        this.roads = roads;
        this.database = database;
    }

    synchronized JdbcSession get() throws ReachException {
        if (current.isPresent() && !current.get().hasEnded()) {
            return current.get();
        }
        close();
        JdbcSession session = roads.open(database);
        opened++;
        current = Optional.of(session);
        return session;
    }

    synchronized void close() {
        current.ifPresent(session -> {
            sentBefore += session.statementsSent();
            session.close();
        });
        current = Optional.empty();
    }

    synchronized int opened() {
        return opened;
    }

    synchronized int sent() {
        return sentBefore + current.map(JdbcSession::statementsSent).orElse(0);
    }
}
