package io.jbarman.facts.database;

import java.util.Optional;

/**
 * A database (PostgreSQL: "pg_database").
 *
 * @param control whether it is the one that the session asking is in
 * @param template whether anybody may copy it
 * @param connectionLimit -1 for none
 * @param sessions how many are open in it, those of jbarman left out
 * @param logicalSlots how many decode it: with one, it cannot be dropped
 */
public record Database(
        String name,
        String owner,
        String encoding,
        String collate,
        String ctype,
        int connectionLimit,
        Optional<String> comment,
        boolean control,
        boolean template,
        int sessions,
        int logicalSlots) {}
