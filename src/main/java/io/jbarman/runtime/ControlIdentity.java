package io.jbarman.runtime;

import io.jbarman.pg.SystemIdentifier;
import io.jbarman.postgres.PgException;
import io.jbarman.postgres.PgSession;
import java.util.List;
import java.util.Optional;

/** Which cluster answers on a control connection. */
final class ControlIdentity {
    private ControlIdentity() {}

    /** Its system identifier; empty where the role may not ask. */
    static Optional<SystemIdentifier> of(PgSession session) throws PgException {
        boolean allowed = session.query(
                        "SELECT has_function_privilege('pg_control_system()', 'EXECUTE') AS allowed", List.of())
                .get(0)
                .flag("allowed");
        return allowed
                ? Optional.of(session.query("SELECT system_identifier::text AS id FROM pg_control_system()", List.of())
                                .get(0)
                                .text("id"))
                        .map(Long::parseLong)
                        .map(SystemIdentifier::new)
                : Optional.empty();
    }
}
