package io.jbarman.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import io.jbarman.fixture.Eventually;
import io.jbarman.fixture.Fixtures;
import io.jbarman.fixture.PgCluster;
import io.jbarman.fixture.ResidentRuntime;
import io.jbarman.fixture.ThrowAwayAccount;
import io.jbarman.transport.CommandResult;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/** Two topologies, each with a server of one account that archives to one account: what is there once is both's. */
@EnabledIfSystemProperty(named = "jbarman.matrix", matches = "true")
final class SharedAccountTest {
    @Test
    void eachIsAppliedAndDestroyedByItself() throws Exception {
        Fixtures.requireDebianPostgres15();
        try (ThrowAwayAccount account = ThrowAwayAccount.make();
                PgCluster other = PgCluster.debian15().as(account).start();
                Site site = Site.archiving(PgCluster.debian15().as(account).start(), account)) {
            Path bills = bills(site, other);
            succeeds(site.control("apply", "--yes", "--verify", "none"));
            succeeds(site.jbarman("apply", bills.toString(), "--yes", "--verify", "none"));

            assertThat(site.control("apply", "--yes", "--verify", "none").output())
                    .contains("No changes.");
            assertThat(site.jbarman("apply", bills.toString(), "--yes", "--verify", "none")
                            .output())
                    .contains("No changes.");
            assertThat(authorized(account)).singleElement().asString().contains(" pg=", " bills=");

            CommandResult first = site.control("destroy", "--yes", "--drop", "pg/slot/barman");
            assertThat(first.status()).as(first.output()).isEqualTo(1);
            assertThat(first.output()).contains("works for what this topology does not describe, too: ");
            ProcessHandle runtime = runtime(site);

            succeeds(site.jbarman("destroy", "--yes", "--drop", "bills/slot/barman", bills.toString()));

            assertThat(authorized(account))
                    .singleElement()
                    .asString()
                    .contains(" pg=")
                    .doesNotContain(" bills=");
            assertThat(site.control("plan").output()).contains("No changes.");
            assertThat(runtime(site)).isEqualTo(runtime);
            archivesOverSsh(site.pg, site);
            succeeds(site.control("destroy", "--yes", "--drop", "pg/slot/barman"));
            assertThat(runtime.isAlive()).isFalse();
            assertThat(authorized(account)).isEmpty();
        }
    }

    private static ProcessHandle runtime(Site site) throws IOException {
        return ResidentRuntime.of(site.directory.resolve("run")).orElseThrow().process();
    }

    /** The same of another server. */
    private static Path bills(Site site, PgCluster other) throws IOException {
        return Files.writeString(
                site.directory.resolve("bills.yml"),
                Files.readString(site.topology)
                        .replace("name: site", "name: bills")
                        .replaceAll("(?m)^( +)pg:$", "$1bills:")
                        .replace("port: " + site.pg.port() + "\n", "port: " + other.port() + "\n")
                        .replace(
                                site.pg.socketDirectory().toString(),
                                other.socketDirectory().toString()));
    }

    private static List<String> authorized(ThrowAwayAccount account) throws IOException {
        Path keys = account.home().resolve(".ssh/authorized_keys");
        return Files.exists(keys) ? Files.readAllLines(keys) : List.of();
    }

    /** A backup's label never comes by streaming. */
    private static void archivesOverSsh(PgCluster pg, Site site) {
        pg.sql("SELECT pg_backup_start('jbarman', true); SELECT pg_backup_stop(false)");
        Eventually.until(Duration.ofMinutes(1), () -> hasLabel(site.archive()));
    }

    private static boolean hasLabel(Path archive) throws IOException {
        try (Stream<Path> files = Files.walk(archive)) {
            return files.anyMatch(path -> path.toString().contains(".backup"));
        }
    }

    private static void succeeds(CommandResult result) {
        assertThat(result.status()).as(result.output() + "\n" + result.errors()).isZero();
    }
}
