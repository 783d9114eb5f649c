package io.jbarman.draft;

import io.jbarman.facts.database.Database;
import io.jbarman.topology.DatabaseDemand;
import io.jbarman.topology.ExtensionDemand;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** A database, and what is installed in it, as a demand for just that. */
final class SeenDatabase {
    private SeenDatabase() {}

    static DatabaseDemand demand(Database database) {
        return new DatabaseDemand(
                database.name(),
                Optional.of(database.owner()),
                Optional.of(database.encoding()),
                Optional.of(database.collate()).filter(text -> !text.isEmpty()),
                Optional.of(database.ctype()).filter(text -> !text.isEmpty()),
                Optional.empty(),
                Optional.of(database.connectionLimit()).filter(limit -> limit != -1),
                database.comment(),
                false);
    }

    static ExtensionDemand extension(String name, String database, String schema) {
        return new ExtensionDemand(name, List.of(database), Optional.of(schema), Optional.empty(), false);
    }

    static ExtensionDemand both(ExtensionDemand one, ExtensionDemand other) {
        return new ExtensionDemand(
                one.name(),
                Stream.concat(one.databases().stream(), other.databases().stream())
                        .toList(),
                one.schema().filter(schema -> other.schema().equals(Optional.of(schema))),
                Optional.empty(),
                false);
    }
}
