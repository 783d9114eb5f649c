package io.jbarman.resource.database;

import io.jbarman.postgres.Sql;
import io.jbarman.topology.DatabaseDemand;
import java.util.Optional;

/** CREATE DATABASE (PostgreSQL: "CREATE DATABASE"). */
final class Creation {
    private Creation() {}

    /** Only template0 can be copied with another encoding or locale. */
    static String statement(DatabaseDemand wanted) {
        boolean other = wanted.encoding().isPresent()
                || wanted.collate().isPresent()
                || wanted.ctype().isPresent();
        Optional<String> template = wanted.template().or(() -> other ? Optional.of("template0") : Optional.empty());
        StringBuilder text = new StringBuilder("CREATE DATABASE ").append(Sql.identifier(wanted.name()));
        wanted.owner().ifPresent(owner -> text.append(" OWNER ").append(Sql.identifier(owner)));
        template.ifPresent(name -> text.append(" TEMPLATE ").append(Sql.identifier(name)));
        wanted.encoding().ifPresent(name -> text.append(" ENCODING ").append(Sql.literal(name)));
        wanted.collate().ifPresent(name -> text.append(" LC_COLLATE ").append(Sql.literal(name)));
        wanted.ctype().ifPresent(name -> text.append(" LC_CTYPE ").append(Sql.literal(name)));
        wanted.connectionLimit()
                .ifPresent(limit -> text.append(" CONNECTION LIMIT ").append(limit));
        return text.toString();
    }
}
