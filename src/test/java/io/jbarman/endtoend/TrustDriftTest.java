package io.jbarman.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import io.jbarman.fixture.Fixtures;
import io.jbarman.fixture.PgCluster;
import io.jbarman.fixture.ThrowAwayAccount;
import io.jbarman.transport.CommandResult;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.Test;

/**
 * What jbarman has put between a server and its archive is changed behind its back, thing by thing: each is one finding
 * that follows from no other, and is healed.
 */
final class TrustDriftTest {
    private static final String OTHERS = "pgbackrest --stanza=pg archive-push %p";

    /** What somebody does. */
    private interface Deed {
        void done() throws IOException;
    }

    private record Mutation(String finding, Deed deed) {}

    @Test
    void eachIsOneFindingAndIsHealed() throws Exception {
        Fixtures.requireDebianPostgres15();
        try (ThrowAwayAccount account = ThrowAwayAccount.make();
                Site site = Site.archiving(PgCluster.debian15().as(account).start(), account)) {
            CommandResult applied = site.control("apply", "--yes");
            assertThat(applied.status()).as(applied.output() + applied.errors()).isZero();
            SoftAssertions all = new SoftAssertions();
            for (Mutation mutation : sample(mutations(site, account.home()))) {
                mutation.deed().done();
                CommandResult drift = site.control("drift");
                all.assertThat(roots(drift.output()))
                        .as(mutation.finding() + "\n" + drift.output() + drift.errors())
                        .containsExactly(mutation.finding());
                CommandResult healed = site.control("apply", "--yes", "--verify", "none");
                all.assertThat(healed.status())
                        .as(mutation.finding() + "\n" + healed.output() + healed.errors())
                        .isZero();
                all.assertThat(site.control("drift").status())
                        .as(mutation.finding() + " is healed")
                        .isZero();
            }
            all.assertAll();
            somebodyElsesArchiverIsNotReplaced(site);
        }
    }

    private static List<Mutation> sample(List<Mutation> all) {
        return Boolean.getBoolean("jbarman.matrix")
                ? all
                : IntStream.range(0, all.size())
                        .filter(index -> index % 6 == 1)
                        .mapToObj(all::get)
                        .toList();
    }

    private static List<Mutation> mutations(Site site, Path home) {
        Path ssh = home.resolve(".ssh");
        Path run = site.directory.resolve("run");
        String account = site.pg.osUser();
        String key = "DRIFT  pg/ssh_key/" + account;
        String known = "DRIFT  pg/known_host/barmanhost";
        String letIn = "DRIFT  backup/authorized_key/" + account + "@pghost";
        String archiver = "DRIFT  pg/setting/archive_command";
        List<Mutation> all = new ArrayList<>(List.of(
                new Mutation(known, () -> Files.writeString(ssh.resolve("known_hosts"), "")),
                new Mutation(known, () -> mode(ssh.resolve("known_hosts"), "rw-rw-rw-")),
                new Mutation(letIn, edit(ssh.resolve("authorized_keys"), any -> "")),
                new Mutation(
                        letIn,
                        edit(ssh.resolve("authorized_keys"), text -> text.replaceAll("command=\"[^\"]*\"", "pty"))),
                new Mutation(letIn, () -> mode(ssh.resolve("authorized_keys"), "rw-rw-r--")),
                new Mutation(key, () -> removed(ssh, "id_")),
                new Mutation(
                        "DRIFT  pg/script/.jbarman/wal-archive",
                        edit(home.resolve(".jbarman/wal-archive"), text -> text + "# by hand\n")),
                new Mutation(
                        "DRIFT  pg/script/.jbarman/wal-archive",
                        () -> mode(home.resolve(".jbarman/wal-archive"), "rw-------")),
                new Mutation(
                        "DRIFT  backup/script" + run.resolve("ssh-dispatch"),
                        edit(run.resolve("ssh-dispatch"), text -> text.replace("exit 77", "exit 0"))),
                new Mutation("DRIFT  backup/script" + run.resolve("barman"), () -> Files.delete(run.resolve("barman"))),
                new Mutation(archiver, sql(site, "ALTER SYSTEM RESET archive_command")),
                new Mutation(archiver, sql(site, "ALTER SYSTEM SET archive_command = '/bin/true'")),
                new Mutation(
                        "DRIFT  backup/file" + site.directory.resolve("barman.d/pg.conf"),
                        edit(
                                site.directory.resolve("barman.d/pg.conf"),
                                text -> text.replaceAll("(?m)^slot_name.*$", "slot_name = other"))),
                new Mutation(
                        "DRIFT  backup/file" + site.directory.resolve("barman.conf"),
                        () -> Files.delete(site.directory.resolve("barman.conf"))),
                new Mutation("DRIFT  backup/directory" + run, () -> mode(run, "rwxrwxrwx"))));
        return all;
    }

    private static void somebodyElsesArchiverIsNotReplaced(Site site) throws IOException {
        sql(site, "ALTER SYSTEM SET archive_command = '" + OTHERS + "'").done();
        CommandResult drift = site.control("drift");
        assertThat(roots(drift.output())).containsExactly("CONFLICT  pg/setting/archive_command");
        assertThat(site.control("apply", "--yes").status()).isEqualTo(1);
        assertThat(site.pg.sql("SHOW archive_command")).isEqualTo(OTHERS);
    }

    /** What follows from another finding is indented. */
    private static List<String> roots(String text) {
        return text.lines().filter(line -> line.matches("[A-Z][A-Z ]*  \\S+")).toList();
    }

    private static Deed sql(Site site, String statement) {
        return () -> {
            site.pg.sql(statement);
            site.pg.reload();
        };
    }

    private static Deed edit(Path file, UnaryOperator<String> edit) {
        return () -> Files.writeString(file, edit.apply(Files.readString(file)));
    }

    private static void mode(Path path, String mode) throws IOException {
        Files.setPosixFilePermissions(path, PosixFilePermissions.fromString(mode));
    }

    private static void removed(Path directory, String beginning) throws IOException {
        try (Stream<Path> files = Files.list(directory)) {
            for (Path file : files.toList()) {
                if (file.getFileName().toString().startsWith(beginning)) {
                    Files.delete(file);
                }
            }
        }
    }
}
