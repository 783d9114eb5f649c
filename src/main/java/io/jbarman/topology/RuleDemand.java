package io.jbarman.topology;

import io.jbarman.topology.PostgresServer.HbaType;
import java.util.List;
import java.util.Optional;

/**
 * A way into a server that a document opens or closes (PostgreSQL: "The pg_hba.conf File"): each of the users, from each
 * of the sources, to each of the databases.
 *
 * @param type left out, the server's
 * @param databases names, or {@code all}, {@code replication}, {@code sameuser}, {@code samerole}
 * @param users names, {@code +name} for the members of a role, or {@code all}
 * @param sources addresses, networks, host names, or {@code all}, {@code samehost}, {@code samenet}; none of the host itself
 * @param method left out, the server's
 * @param absent whether just that rule is to go
 */
public record RuleDemand(
        String name,
        Optional<HbaType> type,
        List<String> databases,
        List<String> users,
        List<String> sources,
        Optional<String> method,
        boolean absent) {
    public RuleDemand {
        databases = List.copyOf(databases);
        users = List.copyOf(users);
        sources = List.copyOf(sources);
    }
}
