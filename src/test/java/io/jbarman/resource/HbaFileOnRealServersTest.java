package io.jbarman.resource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jbarman.engine.StepExecutor;
import io.jbarman.engine.StepFailure;
import io.jbarman.facts.hba.HbaFileQuery;
import io.jbarman.facts.hba.HbaRulesQuery;
import io.jbarman.fixture.Fixtures;
import io.jbarman.fixture.PgCluster;
import io.jbarman.plan.Fingerprint;
import io.jbarman.plan.Step;
import io.jbarman.postgres.jdbc.JdbcSession;
import io.jbarman.postgres.jdbc.Login;
import io.jbarman.quickstart.Directories;
import io.jbarman.quickstart.PostgresInstance;
import io.jbarman.reach.TopologyReach;
import io.jbarman.secret.Secret;
import io.jbarman.secret.Secrets;
import io.jbarman.time.SystemSleeper;
import io.jbarman.topology.PostgresServer.RestartPolicy;
import io.jbarman.transport.ByteText;
import io.jbarman.transport.local.LocalTransport;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The client authentication file as what it is on disk: links, owners, modes and bytes. */
final class HbaFileOnRealServersTest {
    private static final String RULE = "host all barman 10.0.0.9/32 scram-sha-256";

    private Path elsewhere;

    @BeforeEach
    void makeADirectory() throws Exception {
        elsewhere = Directories.temporary("jbhba");
    }

    @AfterEach
    void deleteIt() throws Exception {
        Directories.delete(elsewhere);
    }

    @Test
    void aLinkStaysAndWhatItLeadsToIsWritten() throws Exception {
        try (PgCluster pg = PgCluster.debian15().start();
                TopologyReach reach = reach(pg)) {
            Path link = hba(pg);
            own(elsewhere, pg.osUser());
            Path file = moved(link, "site_hba.conf", "rw-r-----");

            new Inserting(pg, reach).run();

            assertThat(Files.readSymbolicLink(link)).isEqualTo(file);
            assertThat(Files.readString(file)).startsWith(RULE + "\n");
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                    .isEqualTo("rw-r-----");
            assertThat(Files.getOwner(file).getName()).isEqualTo(pg.osUser());
            assertThat(loaded(pg)).isEqualTo("t");
        }
    }

    /** In a directory of the account's, where root has no say; in one of root's, where the account has none. */
    @ParameterizedTest
    @CsvSource({"root:daemon, 0644", "root:postgres, 0640", "postgres:daemon, 0604"})
    void theOwnerAndTheGroupStayThoughTheAccountCannotKeepThem(String owner, String mode) throws Exception {
        Fixtures.requireRoot("files get other owners");
        try (PgCluster pg = PgCluster.debian15().start();
                TopologyReach reach = reach(pg)) {
            Path inItsDirectory = hba(pg);
            sh("chown " + owner + " " + inItsDirectory + "; chmod " + mode + " " + inItsDirectory);
            new Inserting(pg, reach).run();
            assertThat(looks(inItsDirectory)).isEqualTo(owner + " " + mode.substring(1) + " regular file");
            assertThat(loaded(pg)).isEqualTo("t");
            assertThat(sh("ls -A " + pg.dataDirectory())).doesNotContain("pg_hba.conf.");

            Path behindALink = moved(
                    inItsDirectory,
                    "roots.conf",
                    PosixFilePermissions.toString(Files.getPosixFilePermissions(inItsDirectory)));
            sh("chown " + owner + " " + behindALink);
            new Inserting(pg, reach).run();
            assertThat(looks(behindALink)).isEqualTo(owner + " " + mode.substring(1) + " regular file");
            assertThat(Files.readString(behindALink)).startsWith(RULE + "\n" + RULE + "\n");
            assertThat(Files.isSymbolicLink(inItsDirectory)).isTrue();
        }
    }

    @Test
    void whereOthersHaveASayRootWritesNothing() throws Exception {
        Fixtures.requireRoot("a directory gets another owner");
        try (PgCluster pg = PgCluster.debian15().start();
                TopologyReach reach = reach(pg)) {
            String before = Files.readString(hba(pg));
            Path file = moved(hba(pg), "theirs.conf", "rw-r--r--");
            sh("chown root:root " + file);
            own(elsewhere, "daemon");

            assertThatThrownBy(() -> new Inserting(pg, reach).run())
                    .isInstanceOf(StepFailure.class)
                    .hasMessageContaining(file + " on h belongs to root:root, which " + pg.osUser() + " cannot keep")
                    .hasMessageContaining("directories on its way belong to daemon");

            assertThat(Files.readString(file)).isEqualTo(before);
            assertThat(sh("ls -A " + elsewhere)).isEqualTo("theirs.conf");
        }
    }

    @Test
    void rulesThatCouldNotBeProvedAreTakenBack() throws Exception {
        try (PgCluster pg = PgCluster.debian15().start();
                TopologyReach reach = reach(pg)) {
            String before = Files.readString(hba(pg));
            reach.session("pg", Optional.empty());
            pg.sql("SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
                    + " WHERE backend_type = 'client backend' AND pid <> pg_backend_pid()");

            assertThatThrownBy(() -> new Inserting(pg, reach).run()).isInstanceOf(StepFailure.class);

            assertThat(Files.readString(hba(pg))).isEqualTo(before);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {10, 15, 18})
    void bytesThatAreNoUtf8StayAsTheyAreWhateverTheDatabasesEncoding(int major) throws Exception {
        try (PgCluster pg = (major == 15 ? PgCluster.debian15() : PgCluster.embedded(major)).start();
                TopologyReach reach = reach(pg)) {
            String rules = Files.readString(hba(pg));
            for (String encoding : List.of("UTF8", "LATIN1", "SQL_ASCII")) {
                pg.sql("CREATE DATABASE " + encoding.toLowerCase(Locale.ROOT) + " ENCODING '" + encoding
                        + "' LC_COLLATE 'C' LC_CTYPE 'C' TEMPLATE template0");
                byte[] foreign =
                        ByteText.encode(ByteText.decode("# Gr\u00fc\u00dfe\r\n".getBytes(StandardCharsets.ISO_8859_1))
                                + "# \u00fcn\u00ef\n" + rules);
                Files.write(hba(pg), foreign);
                try (JdbcSession session = session(pg, encoding.toLowerCase(Locale.ROOT))) {
                    HbaFileQuery query = new HbaFileQuery("pg");
                    String text = query.parse(session.query(query.sql(session.version()), List.of()))
                            .text();
                    HbaRulesQuery parsed = new HbaRulesQuery("pg");
                    assertThat(parsed.parse(session.query(parsed.sql(session.version()), List.of())))
                            .isNotEmpty();

                    new Inserting(pg, reach).run(text);
                }
                byte[] now = Files.readAllBytes(hba(pg));
                assertThat(now).startsWith((RULE + "\n").getBytes(StandardCharsets.UTF_8));
                assertThat(now).endsWith(foreign);
                assertThat(now).hasSize(foreign.length + RULE.length() + 1);
            }
        }
    }

    private record Inserting(PgCluster pg, TopologyReach reach) {
        void run() throws Exception {
            run(Files.readString(hba(pg)));
        }

        void run(String seen) throws Exception {
            StepExecutor executor =
                    new StepExecutor(reach, new Secrets(Map.of()), (password, iterations) -> "", new SystemSleeper());
            executor.execute(new Step.InsertHbaRules(
                    "pg",
                    "h",
                    pg.osUser(),
                    hba(pg).toString(),
                    Fingerprint.of(seen),
                    List.of(new Step.LineInsertion(1, List.of(RULE))),
                    "insert a rule"));
        }
    }

    private static Path hba(PgCluster pg) {
        return pg.dataDirectory().resolve("pg_hba.conf");
    }

    private static String loaded(PgCluster pg) {
        return pg.sql("SELECT bool_and(error IS NULL) FROM pg_hba_file_rules");
    }

    /** Where it leads to from now on. */
    private Path moved(Path file, String name, String mode) throws Exception {
        Path target = elsewhere.resolve(name);
        Files.move(file, target);
        Files.createSymbolicLink(file, target);
        Files.setPosixFilePermissions(target, PosixFilePermissions.fromString(mode));
        return target;
    }

    private static void own(Path path, String account) throws Exception {
        if (Fixtures.isRoot()) {
            sh("chown " + account + ": " + path);
        }
    }

    private static String looks(Path path) throws Exception {
        return sh("stat -c '%U:%G %a %F' " + path);
    }

    private static String sh(String script) throws Exception {
        Process process = new ProcessBuilder("sh", "-ec", script)
                .redirectErrorStream(true)
                .start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(script + ": " + said).isZero();
        return said.strip();
    }

    private TopologyReach reach(PgCluster pg) {
        return new TopologyReach(
                new ContractTopology(pg, elsewhere, RestartPolicy.NEVER, Map.of()).topology(),
                new Secrets(Map.of()),
                host -> new LocalTransport(host.name(), true));
    }

    private static JdbcSession session(PgCluster pg, String database) throws Exception {
        Login login =
                Login.control(pg.superuser(), database).withPassword(Optional.of(Secret.of(PostgresInstance.PASSWORD)));
        return JdbcSession.tcp("127.0.0.1", pg.port(), login);
    }
}
