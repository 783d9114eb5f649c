package io.jbarman.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.jbarman.cli.ServerSite.Run;
import io.jbarman.fixture.Fixtures;
import io.jbarman.fixture.PgCluster;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whatever of settings, rules and slots is changed behind jbarman's back is one finding, of its class, and is healed. */
final class DriftByMutationTest {
    private final Path directory;

    DriftByMutationTest(@TempDir Path directory) {
        this.directory = directory;
    }

    /** Somebody's deed, and the finding that it is. */
    private record Mutation(String finding, Deed deed) {}

    private interface Deed {
        void on(PgCluster pg) throws IOException;
    }

    private static final List<Mutation> MUTATIONS = List.of(
            new Mutation("DRIFT  pg/setting/work_mem", sql("ALTER SYSTEM SET work_mem = '64MB'")),
            new Mutation("DRIFT  pg/setting/work_mem", sql("ALTER SYSTEM RESET work_mem")),
            new Mutation("DRIFT  pg/setting/log_line_prefix", sql("ALTER SYSTEM SET log_line_prefix = '%M '")),
            new Mutation("DRIFT  pg/setting/max_connections", sql("ALTER SYSTEM SET max_connections = 50")),
            new Mutation("DRIFT  pg/setting/max_wal_senders", sql("ALTER SYSTEM SET max_wal_senders = 1")),
            new Mutation("DRIFT  pg/setting/wal_level", sql("ALTER SYSTEM SET wal_level = minimal")),
            new Mutation("DRIFT  pg/hba/pg_hba.conf", rules(text -> text.replaceAll("(?m)^.*barman.*\n", ""))),
            new Mutation(
                    "DRIFT  pg/hba/pg_hba.conf", rules(text -> text.replaceAll("(?m)^(.*barman.*) \\S+$", "$1 trust"))),
            new Mutation("DRIFT  pg/hba/pg_hba.conf", rules(text -> "host all barman all reject\n" + text)),
            new Mutation(
                    "DRIFT  pg/hba/pg_hba.conf", rules(text -> "hostnossl postgres barman 127.0.0.0/8 md5\n" + text)),
            new Mutation("DRIFT  pg/slot/barman", sql("SELECT pg_drop_replication_slot('barman')")),
            new Mutation("CONFLICT  pg/hba/pg_hba.conf", rules(text -> "host all nobody here comes\n" + text)));

    private static Deed sql(String statement) {
        return pg -> {
            pg.sql(statement);
            pg.reload();
        };
    }

    private static Deed rules(UnaryOperator<String> edit) {
        return pg -> {
            Path file = pg.dataDirectory().resolve("pg_hba.conf");
            Files.writeString(file, edit.apply(Files.readString(file)));
            pg.reload();
        };
    }

    @Test
    void eachIsOneFindingAndIsHealed() throws Exception {
        try (PgCluster pg = PgCluster.debian15()
                .hba(
                        "local all all peer",
                        "host all postgres 127.0.0.1/32 scram-sha-256",
                        "host all nobody 127.0.0.1/32 md5")
                .start()) {
            String document = document(pg).toString();
            Run first = apply(document);
            assertThat(first.status()).as(first.out() + first.err()).isZero();
            for (Mutation mutation : MUTATIONS) {
                Path file = pg.dataDirectory().resolve("pg_hba.conf");
                String before = Files.readString(file);
                mutation.deed().on(pg);

                Run drift = ServerSite.jbarman("drift", document, "--only", "pg/*");

                assertThat(roots(drift.out())).as(mutation + drift.out()).containsExactly(mutation.finding());
                assertThat(drift.status()).as(mutation.finding()).isEqualTo(2);
                if (mutation.finding().startsWith("CONFLICT")) {
                    assertThat(apply(document).status()).isEqualTo(1);
                    Files.writeString(file, before);
                    pg.reload();
                } else {
                    Run healed = apply(document);
                    assertThat(healed.status())
                            .as(mutation + healed.out() + healed.err())
                            .isZero();
                }
                Run after = ServerSite.jbarman("drift", document, "--only", "pg/*");
                assertThat(after.status()).as(mutation + after.out()).isZero();
            }
        }
    }

    /** Findings that follow from no other: what follows is indented. */
    private static List<String> roots(String text) {
        return text.lines().filter(line -> line.matches("[A-Z][A-Z ]*  \\S+")).toList();
    }

    private static Run apply(String document) {
        return ServerSite.jbarman("apply", document, "--only", "pg/*", "--yes", "--verify", "none");
    }

    private Path document(PgCluster pg) throws IOException {
        Path word = Files.writeString(directory.resolve("word"), "word-of-barman\n");
        Files.setPosixFilePermissions(word, java.nio.file.attribute.PosixFilePermissions.fromString("rw-------"));
        return Files.writeString(directory.resolve("topology.yml"), """
                version: 1
                name: mutations
                secrets: { word: { file: word } }
                defaults: { ssh: { become: %s } }
                hosts:
                  pghost: { address: 127.0.0.1, connection: local }
                postgres:
                  pg:
                    host: pghost
                    port: %d
                    socket_directory: %s
                    os_user: %s
                    hba_above_reject: true
                    settings: { work_mem: 8MB, max_connections: { at_least: 60 }, log_line_prefix: '%%m ' }
                barman:
                  backup:
                    host: pghost
                    user: %s
                    home: %s
                    servers:
                      pg:
                        conninfo: { role: barman, password: word, dbname: postgres }
                        streaming_conninfo: { role: barman_stream, password: word }
                        streaming_archiver: true
                        slot_name: barman
                """.formatted(
                        Fixtures.isRoot() ? "sudo" : "none",
                        pg.port(),
                        pg.socketDirectory(),
                        pg.osUser(),
                        System.getProperty("user.name"),
                        directory.resolve("home")));
    }
}
