package io.jbarman.config;

import io.jbarman.secret.Secret;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/**
 * Finds the password of a connection where libpq does: in the string, in {@code PGPASSWORD}, in the password file that
 * the string, {@code PGPASSFILE} or the home directory names. The file is read anew each time, so that a changed
 * password serves the next connection.
 */
public record PasswordLookup(Map<String, String> environment, Path home) {
    /**
     * The target with the password it is to log in with, if there is one.
     *
     * @param database what a line of the password file must name: {@code replication} for a replication connection
     * @throws io.jbarman.diagnostics.ProblemException if the password file is open to others
     */
    public ConnectionTarget complete(Conninfo conninfo, ConnectionTarget target, String database) {
        if (target.password().isPresent()) {
            return target;
        }
        Optional<Secret> inherited =
                Optional.ofNullable(environment.get("PGPASSWORD")).map(Secret::of);
        return target.withPassword(inherited.or(() -> fromFile(conninfo, target, database)));
    }

    private Optional<Secret> fromFile(Conninfo conninfo, ConnectionTarget target, String database) {
        String host = conninfo.find("host")
                .or(() -> conninfo.find("hostaddr"))
                .filter(name -> !name.equals(ConnectionTarget.DEFAULT_SOCKET_DIRECTORY))
                .orElse("localhost");
        Passfile passfile = Passfile.read(file(conninfo));
        return passfile.find(host, target.port(), database, target.user());
    }

    private Path file(Conninfo conninfo) {
        return conninfo.find("passfile")
                .or(() -> Optional.ofNullable(environment.get("PGPASSFILE")))
                .map(Path::of)
                .orElse(home.resolve(".pgpass"));
    }
}
