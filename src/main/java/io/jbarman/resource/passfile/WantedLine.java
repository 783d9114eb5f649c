package io.jbarman.resource.passfile;

import io.jbarman.config.PassfileLine;
import io.jbarman.plan.Step;
import io.jbarman.secret.Secret;
import java.util.List;
import java.util.Optional;

/**
 * A login that a password file has to serve.
 *
 * @param port as the connection names it
 * @param database a name, or {@code *}, without which no replication connection finds its password
 * @param secret name of the password
 * @param password the value; empty where secrets are not resolved
 */
public record WantedLine(
        String hostname, int port, String database, String role, String secret, Optional<Secret> password) {
    private static final String ANY = "*";

    /** As a step names it. */
    public Step.PassfileLine line() {
        return new Step.PassfileLine(hostname, Integer.toString(port), database, role, secret);
    }

    /** Whether libpq would take that line's password for a login that this is about. */
    boolean servedBy(PassfileLine line) {
        return databases().stream().anyMatch(name -> line.serves(hostname, port, name, role));
    }

    /** What a replication connection calls its database depends on the client: nothing, the role's name, or this word. */
    private List<String> databases() {
        return database.equals(ANY) ? List.of("replication", role) : List.of(database);
    }

    /** Whether that line is this one, whatever its password. */
    boolean sameKey(PassfileLine line) {
        return line.host().equals(hostname)
                && line.port().equals(Integer.toString(port))
                && line.database().equals(database)
                && line.user().equals(role);
    }

    /** Whether that line has this password; true where the value is not known. */
    boolean samePassword(PassfileLine line) {
        return password.map(value -> value.equals(line.password())).orElse(true);
    }
}
