package io.jbarman.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.jbarman.fixture.Eventually;
import io.jbarman.fixture.Fixtures;
import io.jbarman.fixture.PgCluster;
import io.jbarman.json.Json;
import io.jbarman.json.JsonValue.JsonObject;
import io.jbarman.report.ReportDocuments;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** plan, apply and drift as a user types them, on a real server, as far as the server itself goes. */
class ControlPlaneOnRealServerTest {
    private static final String USER = System.getProperty("user.name");
    private static final String BECOME = Fixtures.isRoot() ? "sudo" : "none";

    private Path directory;
    private PgCluster pg;
    private Path topology;

    @BeforeAll
    static void requirePostgres() {
        Fixtures.requireDebianPostgres15();
    }

    @BeforeEach
    void start(@TempDir Path given) throws Exception {
        directory = given;
        pg = PgCluster.debian15()
                .setting("wal_level", "minimal")
                .setting("max_wal_senders", "0")
                .setting("autovacuum", "off")
                .start();
        Path password = Files.writeString(directory.resolve("password"), "canary-7f3e\n");
        Files.setPosixFilePermissions(password, java.nio.file.attribute.PosixFilePermissions.fromString("rw-------"));
        topology = write("8MB");
    }

    @AfterEach
    void stop() {
        pg.close();
    }

    private Path write(String workMem, String... settings) throws Exception {
        String more = Stream.of(settings).map(line -> "      " + line + "\n").reduce("", String::concat);
        return Files.writeString(directory.resolve("topology.yml"), """
                version: 1
                name: real
                secrets: { word: { file: password } }
                defaults: { ssh: { become: %s } }
                hosts:
                  pghost: { address: 127.0.0.1, connection: local }
                postgres:
                  pg:
                    host: pghost
                    port: %d
                    socket_directory: %s
                    os_user: %s
                    settings:
                      work_mem: %s
                %sbarman:
                  backup:
                    host: pghost
                    user: %s
                    home: %s
                    servers:
                      pg:
                        conninfo: { role: barman, password: word, dbname: postgres }
                        streaming_conninfo: { role: streaming_barman, password: word }
                        streaming_archiver: true
                        slot_name: barman
                """.formatted(
                BECOME, pg.port(), pg.socketDirectory(), pg.osUser(), workMem, more, USER, directory.resolve("home")));
    }

    private record Run(int status, String out, String err) {
        JsonObject json() {
            return ReportDocuments.checked(out);
        }
    }

    private Run jbarman(String... args) {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        int status = Main.commandLine(new PrintWriter(out), new PrintWriter(err), args)
                .execute(args);
        return new Run(status, out.toString(), err.toString());
    }

    private Run apply() {
        return jbarman("apply", topology.toString(), "--only", "pg/*", "--yes", "--verify", "none");
    }

    /** What a mere look must leave alone. */
    private List<String> traces() throws Exception {
        return List.of(
                pg.sql("SELECT sum(n_tup_ins + n_tup_upd + n_tup_del) FROM pg_stat_all_tables"),
                pg.sql("SELECT count(*) FROM pg_replication_slots"),
                modified("postgresql.auto.conf"),
                modified("postgresql.conf"),
                modified("pg_hba.conf"),
                pg.sql("SELECT pg_postmaster_start_time() || ' ' || pg_conf_load_time()")
                        .substring(0, 26));
    }

    private String modified(String file) throws Exception {
        return Files.getLastModifiedTime(pg.dataDirectory().resolve(file)).toString();
    }

    @Test
    void planOnlyLooksAndNamesTheRestart() throws Exception {
        List<String> before = traces();

        Run plan = jbarman("plan", topology.toString(), "--only", "pg/*", "--detailed-exitcode");

        assertThat(plan.err()).isEmpty();
        assertThat(plan.out())
                .contains("+ pg/role/barman", "~ pg/setting/wal_level  [RESTART]", "1 restart of pg")
                .containsPattern(
                        "i pg/slot/barman  note\n +the server writes [0-9.]+ [kM]?B of WAL a minute \\(in the [0-9]+ (s|min) since its"
                                + " last checkpoint\\)\\s+and has [0-9.]+ [GT]B free for what it keeps: ")
                .contains("hint: max_slot_wal_keep_size, which is not set, would bound it")
                .doesNotContain("canary");
        assertThat(plan.status()).isEqualTo(2);
        assertThat(traces()).isEqualTo(before);
    }

    @Test
    void applyConvergesOnceAndThenHasNothingToDo() throws Exception {
        Run first = apply();
        assertThat(first.out()).contains("Looked again: nothing is left to do.");
        assertThat(first.status()).isZero();
        assertThat(pg.sql("SHOW wal_level")).isEqualTo("replica");
        assertThat(pg.sql("SELECT count(*) FROM pg_replication_slots")).isEqualTo("1");
        assertThat(pg.log()).doesNotContain("canary").doesNotContain("SCRAM-SHA-256$");

        List<String> before = traces();
        Path nowhere = directory.resolve("none/report.html");
        Run refused = jbarman("apply", topology.toString(), "--yes", "--report", nowhere.toString());
        assertThat(refused.status()).isEqualTo(1);
        assertThat(refused.err()).contains("the report cannot be written");

        Run second = apply();
        assertThat(second.out()).contains("No changes.").contains("0 changes made");
        assertThat(second.status()).isZero();
        assertThat(traces()).isEqualTo(before);
    }

    @Test
    void aPlanOfNothingCostsOneSessionAndFewQueries() {
        apply();

        JsonObject cost = jbarman("plan", topology.toString(), "--only", "pg/*", "--format", "json")
                .json()
                .get("cost")
                .asObject();

        assertThat(cost.get("postgresql_sessions").asLong()).isEqualTo(1);
        assertThat(cost.get("queries").asLong()).isBetween(1L, 15L);
    }

    @Test
    void driftFindsExactlyWhatWasChangedBehindOurBackAndApplyHealsIt() throws Exception {
        apply();
        assertThat(jbarman("drift", topology.toString(), "--only", "pg/*").status())
                .isZero();
        Path watched = directory.resolve("watched.html");
        Path told = directory.resolve("told $(id).json");
        Thread watch = new Thread(() -> jbarman(
                "drift",
                topology.toString(),
                "--only",
                "pg/*",
                "--every",
                "1s",
                "--report",
                watched.toString(),
                "--notify",
                "tee",
                "--notify",
                told.toString()));
        watch.start();
        Eventually.until(() -> Files.exists(watched));
        assertThat(Files.readString(watched)).contains("<h1>Drift: real</h1>").doesNotContain("64MB");
        assertThat(told).doesNotExist();

        pg.sql("ALTER SYSTEM SET work_mem = '64MB'");
        Eventually.until(() -> Files.readString(watched).contains("64MB"));
        Eventually.until(() -> Files.exists(told) && Files.readString(told).endsWith("}\n"));
        assertThat(Json.parse(Files.readString(told)).asObject().get("kind").asText())
                .isEqualTo("drift");
        assertThat(told).content().contains("pg/setting/work_mem", "64MB");
        Path away = Files.move(topology, directory.resolve("away.yml"));
        Eventually.until(() -> Files.readString(watched).contains("no such file"));
        Files.move(away, topology);
        watch.interrupt();
        watch.join();
        pg.sql("SELECT pg_reload_conf()");
        pg.sql("ALTER ROLE barman NOLOGIN");
        Path page = directory.resolve("drift.html");
        Files.delete(told);
        Run drift = jbarman(
                "drift",
                topology.toString(),
                "--only",
                "pg/*",
                "--report",
                page.toString(),
                "--notify",
                "tee",
                "--notify",
                told.toString());
        Path untoldPage = directory.resolve("untold.html");
        Run untold = jbarman(
                "drift",
                topology.toString(),
                "--only",
                "pg/role/barman",
                "--format",
                "json",
                "--report",
                untoldPage.toString(),
                "--notify",
                "false");

        assertThat(drift.out()).contains("DRIFT  pg/role/barman", "DRIFT  pg/setting/work_mem", "2 drift; ");
        assertThat(drift.status()).isEqualTo(2);
        assertThat(told).content().contains("pg/role/barman").doesNotContain("canary");
        assertThat(untold.status()).isEqualTo(2);
        assertThat(untold.json().get("kind").asText()).isEqualTo("drift");
        assertThat(untoldPage).content().contains("<h1>Drift: real</h1>", "pg/role/barman");
        assertThat(untold.err()).contains("nobody was told of what was found: false failed with exit status 1");
        assertThat(Files.readString(page))
                .startsWith("<!DOCTYPE html>")
                .contains("<h1>Drift: real</h1>", "pg/role/barman", "64MB", "8MB")
                .doesNotContain("canary");
        Run heal = jbarman("apply", topology.toString(), "--only", "pg/*", "--yes", "--verify", "none", "-f", "html");
        assertThat(heal.status()).isZero();
        assertThat(heal.out())
                .startsWith("<!DOCTYPE html>")
                .contains("nothing is left to do", "Reload of pg")
                .doesNotContain("canary");
        Run quiet = jbarman("drift", topology.toString(), "--only", "pg/*", "--format", "json");
        assertThat(quiet.json().get("findings").elements()).isEmpty();
        assertThat(quiet.status()).isZero();
    }

    @Test
    void aTopologyThatWasChangedSinceIsUnappliedNotDrift() throws Exception {
        apply();
        write("16MB");

        Run drift = jbarman("drift", topology.toString(), "--only", "pg/*");

        assertThat(drift.out()).contains("UNAPPLIED  pg/setting/work_mem").doesNotContain("DRIFT  pg/setting");
        assertThat(drift.status()).isEqualTo(2);
    }

    @Test
    void aServerThatCouldNotStartIsNotStopped() throws Exception {
        apply();
        String before = Files.readString(pg.dataDirectory().resolve("postgresql.auto.conf"));
        write("8MB", "shared_buffers: 900GB");

        Run apply = apply();

        assertThat(apply.out()).contains("FAILED", "it was left running, and postgresql.auto.conf was put back");
        assertThat(apply.status()).isEqualTo(1);
        assertThat(Files.readString(pg.dataDirectory().resolve("postgresql.auto.conf")))
                .isEqualTo(before);
        assertThat(pg.sql("SELECT 1")).isEqualTo("1");
    }

    @Test
    void aSavedPlanIsHeldToWhatItSaid() {
        Path saved = directory.resolve("change.plan");
        jbarman("plan", topology.toString(), "--only", "pg/setting/*", "--out", saved.toString());
        pg.sql("ALTER SYSTEM SET work_mem = '32MB'");
        pg.sql("SELECT pg_reload_conf()");

        Run stale = jbarman("apply", saved.toString(), "--yes");

        assertThat(stale.err()).contains("the plan is stale: pg/setting/work_mem");
        assertThat(stale.status()).isEqualTo(1);
        assertThat(pg.sql(
                        "SELECT count(*) FROM pg_file_settings WHERE name = 'wal_level' AND sourcefile LIKE '%auto%'"))
                .isEqualTo("0");
    }

    @Test
    void aServerThatIsDownIsToldOnceWithEverythingThatWaitsForIt() {
        pg.stop(io.jbarman.quickstart.PostgresInstance.StopMode.FAST);

        Run plan = jbarman("plan", topology.toString(), "--only", "pg/*");

        assertThat(plan.status()).isEqualTo(1);
        assertThat(plan.out())
                .contains("could not be looked at")
                .containsOnlyOnce("hint:")
                .doesNotContain("\tat ");
    }

    @Test
    void withoutATerminalItWantsToBeToldYes() {
        Run apply = jbarman("apply", topology.toString(), "--only", "pg/*");

        assertThat(apply.status()).isEqualTo(64);
        assertThat(apply.err()).contains("--yes");
        assertThat(pg.sql("SELECT count(*) FROM pg_roles WHERE rolname = 'barman'"))
                .isEqualTo("0");
    }
}
