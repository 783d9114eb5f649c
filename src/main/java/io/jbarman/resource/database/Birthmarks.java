package io.jbarman.resource.database;

import io.jbarman.facts.database.Database;
import io.jbarman.topology.DatabaseDemand;
import java.util.Locale;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** What a database has from its creation on, in all its spellings. */
final class Birthmarks {
    private Birthmarks() {}

    /** What is not as declared. */
    static Optional<String> of(DatabaseDemand wanted, Database found) {
        return differs("encoding", wanted.encoding(), found.encoding(), Birthmarks::encoding)
                .or(() -> differs("lc_collate", wanted.collate(), found.collate(), Birthmarks::locale))
                .or(() -> differs("lc_ctype", wanted.ctype(), found.ctype(), Birthmarks::locale))
                .map(words -> "database " + found.name() + " has " + words);
    }

    private static Optional<String> differs(
            String what, Optional<String> wanted, String found, UnaryOperator<String> normal) {
        return wanted.filter(one -> !normal.apply(one).equals(normal.apply(found)))
                .map(one -> what + " " + found + ", declared is " + one);
    }

    private static String encoding(String name) {
        return name.toUpperCase(Locale.ROOT).replaceAll("[-_ ]", "");
    }

    /** {@code de_DE.utf8} and {@code de_DE.UTF-8} are the same to the C library. */
    private static String locale(String name) {
        int dot = name.indexOf('.');
        return dot < 0 ? name : name.substring(0, dot) + "." + encoding(name.substring(dot + 1));
    }
}
