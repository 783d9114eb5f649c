package io.jbarman.topology;

import java.util.Optional;

/**
 * A database as a document declares it (PostgreSQL: "CREATE DATABASE"). What is left out is left alone; encoding and
 * locale are chosen once, when it is created, and only compared from then on.
 *
 * @param connectionLimit -1 for none
 * @param comment empty text takes it away
 * @param absent whether it is not to exist
 */
public record DatabaseDemand(
        String name,
        Optional<String> owner,
        Optional<String> encoding,
        Optional<String> collate,
        Optional<String> ctype,
        Optional<String> template,
        Optional<Integer> connectionLimit,
        Optional<String> comment,
        boolean absent) {}
