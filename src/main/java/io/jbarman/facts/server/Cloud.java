package io.jbarman.facts.server;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** A provider that runs a server for others, by the roles that it keeps for itself there. */
public enum Cloud {
    /** Before RDS, whose roles it has too. */
    AURORA("Amazon Aurora", "rds_superuser aurora_version()"),
    RDS("Amazon RDS", "rds_superuser"),
    /** Before Cloud SQL, whose roles it may have too. */
    ALLOYDB("Google AlloyDB", "alloydbsuperuser"),
    CLOUD_SQL("Google Cloud SQL", "cloudsqlsuperuser"),
    AZURE("Azure Database for PostgreSQL", "azure_pg_admin");

    private final String word;
    /** All of them, each after a blank. */
    private final String signs;

    Cloud(String word, String signs) {
        this.word = word;
        this.signs = signs;
    }

    /** As its provider calls it. */
    public String word() {
        return word;
    }

    static Optional<Cloud> of(List<String> seen) {
        return Arrays.stream(values())
                .filter(one -> seen.containsAll(List.of(one.signs.split(" "))))
                .findFirst();
    }
}
