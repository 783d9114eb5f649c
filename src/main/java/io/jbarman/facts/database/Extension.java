package io.jbarman.facts.database;

import java.util.List;
import java.util.Optional;

/**
 * An extension in one database.
 *
 * @param installed its version, if it is there
 * @param schema where its objects are, if it is there
 * @param tables how many tables of its own it has, whose rows would go with it
 * @param available the versions whose files the server has
 */
public record Extension(
        String name, Optional<String> installed, Optional<String> schema, int tables, List<String> available) {
    public Extension {
        available = List.copyOf(available);
    }
}
