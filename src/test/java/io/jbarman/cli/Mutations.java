package io.jbarman.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.jbarman.cli.ServerSite.Run;
import io.jbarman.fixture.PgCluster;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.UnaryOperator;

/** A converged server whose attributes somebody changes one by one: each is one finding of its class, and is healed. */
record Mutations(PgCluster pg, String document, String scope) {
    /** Of the server alone. */
    Mutations(PgCluster pg, String document) {
        this(pg, document, "pg/*");
    }

    /** Somebody's deed, and the finding that it is. */
    record Mutation(String finding, Deed deed) {}

    /** What somebody does behind jbarman's back. */
    interface Deed {
        void on(PgCluster pg) throws IOException;
    }

    static Deed sql(String... statements) {
        return pg -> {
            for (String statement : statements) {
                pg.sql(statement);
            }
            pg.reload();
        };
    }

    static Deed file(Path file, UnaryOperator<String> edit) {
        return pg -> Files.writeString(file, edit.apply(Files.readString(file)));
    }

    static Deed rules(UnaryOperator<String> edit) {
        return pg -> {
            file(pg.dataDirectory().resolve("pg_hba.conf"), edit).on(pg);
            pg.reload();
        };
    }

    void converge() {
        Run first = apply();
        assertThat(first.status()).as(first.out() + first.err()).isZero();
        assertThat(drift().status()).as("nothing is left to do").isZero();
    }

    void eachIsOneFindingAndIsHealed(List<Mutation> mutations) throws IOException {
        for (Mutation mutation : mutations) {
            isOneFindingAndIsHealed(mutation);
        }
    }

    private void isOneFindingAndIsHealed(Mutation mutation) throws IOException {
        Path file = pg.dataDirectory().resolve("pg_hba.conf");
        String before = Files.readString(file);
        mutation.deed().on(pg);

        Run drift = drift();

        assertThat(roots(drift.out())).as(mutation + drift.out() + drift.err()).containsExactly(mutation.finding());
        assertThat(drift.status()).as(mutation.finding()).isEqualTo(2);
        if (mutation.finding().startsWith("CONFLICT")) {
            assertThat(apply().status()).isEqualTo(1);
            Files.writeString(file, before);
            pg.reload();
            assertThat(drift().status()).as(mutation + " is undone").isZero();
        } else {
            Run healed = apply();
            assertThat(healed.status())
                    .as(mutation + " is healed, and a second look finds nothing: " + healed.out() + healed.err())
                    .isZero();
        }
    }

    /** Findings that follow from no other: what follows is indented. */
    private static List<String> roots(String text) {
        return text.lines().filter(line -> line.matches("[A-Z][A-Z ]*  \\S+")).toList();
    }

    private Run drift() {
        return ServerSite.jbarman("drift", document, "--only", scope);
    }

    private Run apply() {
        return ServerSite.jbarman("apply", document, "--only", scope, "--yes", "--verify", "none");
    }
}
