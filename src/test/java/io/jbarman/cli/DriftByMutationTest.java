package io.jbarman.cli;

import static io.jbarman.cli.Mutations.file;
import static io.jbarman.cli.Mutations.rules;
import static io.jbarman.cli.Mutations.sql;
import static org.assertj.core.api.Assertions.assertThat;

import io.jbarman.cli.Mutations.Mutation;
import io.jbarman.fixture.PgCluster;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whatever of settings, rules, slots and the password file is changed behind jbarman's back is one finding, of its class, and is healed. */
final class DriftByMutationTest {
    private final Path directory;

    DriftByMutationTest(@TempDir Path directory) {
        this.directory = directory;
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

    @Test
    void eachIsOneFindingAndIsHealed() throws Exception {
        try (PgCluster pg = PgCluster.debian15()
                .hba(
                        "local all all peer",
                        "host all postgres 127.0.0.1/32 scram-sha-256",
                        "host all nobody 127.0.0.1/32 md5")
                .start()) {
            ContentsSite contents = new ContentsSite(pg, directory);
            Mutations site = new Mutations(pg, contents.topology("""
                    hba_above_reject: true
                    settings: { work_mem: 8MB, max_connections: { at_least: 60 }, log_line_prefix: '%m ' }
                    """).toString(), "pg/*,backup/passfile/*");
            site.converge();
            site.eachIsOneFindingAndIsHealed(MUTATIONS);
            site.eachIsOneFindingAndIsHealed(ofPasswords(contents.passfile()));
            assertThat(contents.passfile()).content().contains("# of the clerk\n");
        }
    }

    private static List<Mutation> ofPasswords(Path passfile) {
        String finding = "DRIFT  backup/passfile" + passfile;
        return List.of(
                new Mutation(
                        finding, file(passfile, text -> "# of the clerk\n" + text.replace(ContentsSite.WORD, "x"))),
                new Mutation(finding, file(passfile, text -> text.replaceAll("(?m)^.*:barman_stream:.*\n", ""))),
                new Mutation(
                        finding,
                        any -> Files.setPosixFilePermissions(passfile, PosixFilePermissions.fromString("rw-r--r--"))));
    }
}
