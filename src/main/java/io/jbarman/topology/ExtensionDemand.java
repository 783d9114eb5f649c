package io.jbarman.topology;

import java.util.List;
import java.util.Optional;

/**
 * An extension as a document declares it (PostgreSQL: "CREATE EXTENSION").
 *
 * @param databases where it is to be; none means the one of jbarman's own session
 * @param schema where its objects are to be; left out, it is left alone
 * @param version left out, the newest when it is created, and then left alone
 * @param absent whether it is not to be there
 */
public record ExtensionDemand(
        String name, List<String> databases, Optional<String> schema, Optional<String> version, boolean absent) {
    public ExtensionDemand {
        databases = List.copyOf(databases);
    }
}
