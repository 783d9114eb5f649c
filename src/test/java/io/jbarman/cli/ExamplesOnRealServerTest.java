package io.jbarman.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.jbarman.cli.ServerSite.Run;
import io.jbarman.fixture.Eventually;
import io.jbarman.fixture.Fixtures;
import io.jbarman.fixture.Jbarman;
import io.jbarman.fixture.PgCluster;
import io.jbarman.fixture.ThrowAwayAccount;
import io.jbarman.quickstart.PostgresInstance;
import io.jbarman.report.ReportDocuments;
import io.jbarman.transport.CommandResult;
import java.io.IOException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Examples as they stand in playbooks/, applied to a real server: only the host, the port and the places of secrets are
 * those of this machine. What they do to a barmanhost is the business of the tests of streaming.
 */
final class ExamplesOnRealServerTest {
    private static final PgCluster PG = PgCluster.embedded(18).start();

    @AfterAll
    static void stop() throws IOException {
        PG.close();
        // Notes that are taken away leave their directory, records stay, and this is the machine of whoever tests.
        for (String path : List.of("/.jbarman/applied-killed.json", "/.jbarman", "/owed", "")) {
            forget(Path.of("/var/lib/jbarman" + path));
        }
    }

    /** A directory that others use stays. */
    private static void forget(Path path) throws IOException {
        try {
            Files.deleteIfExists(path);
        } catch (DirectoryNotEmptyException inUse) {
            assertThat(path).isDirectory();
        }
    }

    @Test
    void everybodyGetsWhatTheyNeedAndNoMore(@TempDir Path directory) throws IOException {
        Path topology = example("least-privilege", directory, "word");

        assertDone(apply(topology));

        assertThat(can("shop", "CONNECT")).isEqualTo("t");
        assertThat(can("report", "CONNECT")).isEqualTo("t");
        assertThat(can("barman", "CONNECT")).isEqualTo("f");
        assertThat(PG.sql("SELECT rolsuper OR rolcreaterole OR rolcreatedb OR rolbypassrls FROM pg_roles"
                        + " WHERE rolname = 'shop'"))
                .isEqualTo("f");
        assertThat(PG.sql("SELECT rolsuper FROM pg_roles WHERE rolname = 'barman'"))
                .isEqualTo("f");
        assertThat(apply(topology).out()).contains("No changes.");
    }

    private static String can(String role, String privilege) {
        return PG.sql("SELECT has_database_privilege('" + role + "', 'shop', '" + privilege + "')");
    }

    @Test
    void aPasswordThatChangedIsRotated(@TempDir Path directory) throws IOException {
        Path topology = example("rotate-passwords", directory, "first-1f93");
        assertDone(apply(topology));
        String before = verifier();

        secret(directory, "second-77ab");
        Run plan = ServerSite.jbarman("plan", topology.toString(), "--only", "pg/role/shop_a");
        assertThat(plan.out()).contains("pg/role/shop_a").doesNotContain("second-77ab", "first-1f93", "SCRAM-SHA-256$");

        assertDone(apply(topology));
        assertThat(verifier()).isNotEqualTo(before).startsWith("SCRAM-SHA-256$");
        assertThat(apply(topology).out()).contains("No changes.");
        assertThat(PG.log()).doesNotContain("second-77ab");
    }

    private static String verifier() {
        return PG.sql("SELECT rolpassword FROM pg_authid WHERE rolname = 'shop_a'");
    }

    @Test
    void whatIsToGoGoes(@TempDir Path directory) throws IOException {
        PG.sql("CREATE DATABASE old_shop");
        PG.sql("CREATE ROLE former; CREATE ROLE clerk; GRANT pg_monitor TO clerk");
        PG.sql("ALTER ROLE clerk SET work_mem = '8MB'");
        PG.sql("CREATE TABLE left_behind (a int); ALTER TABLE left_behind OWNER TO former");
        PG.sql("GRANT TEMPORARY ON DATABASE postgres TO clerk");
        PG.sql("SELECT pg_create_physical_replication_slot('old_standby')");
        Path topology = example("teardown", directory, "word");

        Run plan = ServerSite.jbarman("plan", topology.toString(), "--only", "pg/*");
        assertThat(plan.out()).contains("--drop");
        assertThat(PG.sql("SELECT count(*) FROM pg_database WHERE datname = 'old_shop'"))
                .isEqualTo("1");

        assertDone(apply(topology, "--drop", "pg/database/old_shop,pg/role/former,pg/slot/old_standby"));

        assertThat(PG.sql("SELECT count(*) FROM pg_database WHERE datname = 'old_shop'"))
                .isEqualTo("0");
        assertThat(PG.sql("SELECT tableowner FROM pg_tables WHERE tablename = 'left_behind'"))
                .isEqualTo("keeper");
        assertThat(PG.sql("SELECT count(*) FROM pg_roles WHERE rolname = 'former'"))
                .isEqualTo("0");
        assertThat(PG.sql("SELECT count(*) FROM pg_replication_slots WHERE slot_name = 'old_standby'"))
                .isEqualTo("0");
        assertThat(PG.sql("SELECT coalesce(rolconfig::text, '') FROM pg_roles WHERE rolname = 'clerk'"))
                .isEmpty();
    }

    /** The server's host keeps the record; a barmanhost that comes into the document takes it over. */
    @Test
    void whatABarmanhostHasNoPartInIsTakenBackToo(@TempDir Path directory) throws IOException {
        Assumptions.assumeFalse(PG.osUser().equals("nobody"), "nobody has no home");
        Path topology = new ServerSite(PG, directory)
                .topology(List.of("restart: never", "roles: { passing: { login: true } }"), "temp_buffers: 3MB");
        assertThat(ServerSite.jbarman("destroy", "--yes", topology.toString()).err())
                .contains("there is no record of an apply", "/.jbarman/applied-site-" + PG.port() + ".json on pghost");
        assertDone(server(topology));
        assertThat(PG.sql("SELECT count(*) FROM pg_file_settings WHERE name = 'temp_buffers'"))
                .isEqualTo("1");
        Path later = Files.writeString(
                directory.resolve("later.yml"),
                Files.readString(topology).replace("3MB", "5MB")
                        + """
                barman:
                  backup:
                    { host: pghost, user: %1$s, home: %2$s/home, config: %2$s/c, config_directory: %2$s/d,
                      runtime: { supervise: none }, servers: { pg: { conninfo: %3$s, streaming_conninfo: %3$s, streaming_archiver: true } } }
                """.formatted(
                                        System.getProperty("user.name"),
                                        directory,
                                        "user=postgres host=" + PG.socketDirectory()));

        assertDone(server(later));
        assertThat(directory.resolve("home/.jbarman/applied-site.json"))
                .content()
                .contains("pg/role/passing");
        Run destroyed = ServerSite.jbarman("destroy", "--yes", later.toString());

        assertThat(destroyed.status()).as(destroyed.out() + destroyed.err()).isZero();
        assertThat(PG.sql("SELECT count(*) FROM pg_roles WHERE rolname = 'passing'"))
                .isEqualTo("0");
        assertThat(PG.sql("SELECT count(*) FROM pg_file_settings WHERE name = 'temp_buffers'"))
                .isEqualTo("0");
        assertThat(ServerSite.jbarman("destroy", "--yes", topology.toString()).err())
                .contains("there is no record of an apply");
    }

    /** Whom the document lets in stays above what turns all others away; a rule that would turn us away is taken back. */
    @Test
    void rulesThatCloseLeaveOurOwnWaysOpen(@TempDir Path directory) throws Exception {
        PG.sql("CREATE ROLE guests; CREATE ROLE guest LOGIN PASSWORD 'word' IN ROLE guests");
        PG.sql("CREATE ROLE copier LOGIN REPLICATION PASSWORD 'word' IN ROLE guests");
        secret(directory, PostgresInstance.PASSWORD);
        Path rules = PG.dataDirectory().resolve("pg_hba.conf");
        String before = Files.readString(rules);

        Path topology = closing(directory, "all", "+guests");
        assertDone(server(topology));

        assertThat(login("streaming_barman", PostgresInstance.PASSWORD, true)).isEqualTo("let in");
        assertThat(login("barman", PostgresInstance.PASSWORD, false)).isEqualTo("let in");
        assertThat(login("guest", "word", false))
                .as(Files.readString(rules))
                .contains("pg_hba.conf rejects connection");
        assertThat(login("copier", "word", true)).contains("pg_hba.conf rejects replication connection");
        assertThat(server(topology).out()).contains("No changes.");

        String closed = Files.readString(rules);
        Run ours = server(closing(directory, "all", PG.superuser()));
        assertThat(ours.status()).isEqualTo(1);
        assertThat(ours.out() + ours.err()).contains("would not let jbarman itself in", "the old file is back");
        assertThat(rules).content().isEqualTo(closed);
        Run needed = ServerSite.jbarman(
                "plan", closing(directory, "streaming_barman", "guest").toString());
        assertThat(needed.out()).contains("turns away what is needed by the same topology", "streaming_barman");

        Files.writeString(rules, before);
        PG.reload();
    }

    /** By TCP, as that is what such rules are about. */
    private static Path closing(Path directory, String copiers, String others) throws IOException {
        String text = """
                version: 1
                name: closing
                secrets: { word: { file: word } }
                defaults: { ssh: { become: BECOME } }
                hosts: { pghost: { address: 127.0.0.1, connection: local } }
                postgres:
                  pg:
                    host: pghost
                    port: PORT
                    os_user: OWNER
                    access: { road: tcp, user: SUPER, password: word }
                barman:
                  backup:
                    host: pghost
                    user: USER
                    home: DIR/home
                    config: DIR/barman.conf
                    config_directory: DIR/barman.d
                    passfile: DIR/passfile
                    runtime: { supervise: none }
                    servers:
                      pg:
                        conninfo: { host: 127.0.0.1, role: barman, password: word }
                        streaming_conninfo: { host: 127.0.0.1, role: streaming_barman, password: word }
                        streaming_archiver: true
                plays:
                  - name: Closed
                    hosts: pghost
                    vars: { here: 127.0.0.1/32 }
                    tasks:
                      - name: No copies
                        postgres_hba: { databases: replication, users: COPIERS, source: "{{ here }}", method: reject }
                      - name: Nobody else
                        postgres_hba: { databases: all, users: OTHERS, source: "{{ here }}", method: reject }
                """.replace("DIR", directory.toString())
                .replace("BECOME", Fixtures.isRoot() ? "sudo" : "none")
                .replace("PORT", Integer.toString(PG.port()))
                .replace("OWNER", PG.osUser())
                .replace("SUPER", PG.superuser())
                .replace("USER", System.getProperty("user.name"))
                .replace("COPIERS", copiers)
                .replace("OTHERS", others);
        return Files.writeString(directory.resolve("closing.yml"), text);
    }

    private static String login(String role, String password, boolean streaming) {
        Properties properties = new Properties();
        properties.setProperty("user", role);
        properties.setProperty("password", password);
        if (streaming) {
            properties.setProperty("replication", "true");
            properties.setProperty("preferQueryMode", "simple");
            properties.setProperty("assumeMinServerVersion", "10");
        }
        try (Connection session =
                DriverManager.getConnection("jdbc:postgresql://127.0.0.1:" + PG.port() + "/postgres", properties)) {
            return session.isClosed() ? "closed" : "let in";
        } catch (SQLException refused) {
            return String.valueOf(refused.getMessage());
        }
    }

    /** Whatever the other tests have left in it is in there too. */
    @Test
    void aServerIsImportedAsWhatChangesNothing(@TempDir Path directory) throws IOException {
        PG.sql("ALTER SYSTEM SET work_mem = '9MB'");
        PG.sql("ALTER SYSTEM SET log_line_prefix = '%m {{ x }} \"y\" '");
        PG.sql("SELECT pg_reload_conf()");
        PG.sql("ALTER SYSTEM SET max_connections = 77");
        PG.sql("CREATE ROLE \"Odd 'one'\" LOGIN CREATEDB CONNECTION LIMIT 3 VALID UNTIL '2031-05-01 00:00+00'"
                + " PASSWORD 'canary-93'");
        PG.sql(
                "CREATE ROLE crew; GRANT crew TO \"Odd 'one'\" WITH ADMIN OPTION; COMMENT ON ROLE crew IS 'all: # of them'");
        PG.sql("ALTER ROLE crew SET search_path = shop, public");
        PG.sql("CREATE DATABASE imported OWNER crew CONNECTION LIMIT 9");
        PG.sql("ALTER ROLE crew IN DATABASE imported SET work_mem = '3MB'");
        PG.sql("SELECT pg_create_physical_replication_slot('imported_slot', true)");
        PG.sql("imported", "CREATE SCHEMA tools; CREATE EXTENSION hstore SCHEMA tools");
        Files.writeString(
                PG.dataDirectory().resolve("pg_hba.conf"),
                "local all odd peer map=crew\nhost all crew 10.9.9.0 255.255.255.0 md5\nhost all crew 10.8.0.0 255.0.255.0 md5\n",
                StandardOpenOption.APPEND);
        PG.sql("SELECT pg_reload_conf()");
        Path document = directory.resolve("imported.yml");

        Run imported = imported(document);

        String text = Files.readString(document);
        assertThat(imported.status()).as(imported.err() + text).isZero();
        assertThat(text)
                .contains(
                        "work_mem: 9MB",
                        "Odd 'one'",
                        "imported_slot",
                        "databases: [imported], schema: tools",
                        "connection_limit: 3",
                        "all: # of them",
                        "contype: host, databases: all, users: crew, source: \"10.9.9.0/24\", method: md5")
                .doesNotContain("canary", "SCRAM-SHA-256$", "max_connections: 77", "source: \"10.8");
        assertThat(imported.err())
                .contains("max_connections")
                .containsPattern("pg_hba.conf:\\d+ +local all odd +peer\n")
                .containsPattern("pg_hba.conf:\\d+ +host all crew 10.8.0.0 255.0.255.0 md5\n")
                .doesNotContain("canary", "map=crew");
        Run plan = ServerSite.jbarman("plan", document.toString(), "--detailed-exitcode");
        assertThat(plan.status()).as(plan.out() + plan.err() + text).isZero();
        assertThat(plan.out()).contains("No changes.");

        theSecondOfTheReloadIsOver();
        Files.writeString(PG.dataDirectory().resolve("pg_hba.conf"), "# unread\n", StandardOpenOption.APPEND);
        Path unread = directory.resolve("unread.yml");
        assertThat(imported(unread).err()).contains("  host all crew 10.9.9.0/24 md5");
        assertThat(unread).content().doesNotContain("    hba:");
        assertThat(ServerSite.jbarman("plan", unread.toString()).out()).contains("No changes.");
    }

    /**
     * PostgreSQL tells in whole seconds when a file was written: what is written in the second of a reload seems to have been
     * read. The clock of files is a tick behind the other one.
     */
    private static void theSecondOfTheReloadIsOver() {
        Eventually.until(
                () -> PG.sql("SELECT date_trunc('second', clock_timestamp() - interval '20 ms') > pg_conf_load_time()")
                        .equals("t"));
    }

    /** A primary is told neither the port nor the directory of its standby: what is known is listed as it would be written. */
    @Test
    void whoFollowsAServerIsListedWithWhatToWrite(@TempDir Path directory) throws IOException {
        Path document = directory.resolve("followed.yml");
        try (PgCluster primary = PgCluster.embedded(16).start();
                PgCluster follower = primary.standby()) {
            Eventually.until(() ->
                    primary.sql("SELECT count(*) FROM pg_stat_replication").equals("1"));

            Run imported = imported(primary, document);

            assertThat(follower.isRunning()).isTrue();
            assertThat(imported.status()).as(imported.err()).isZero();
            assertThat(imported.err())
                    .containsPattern(
                            "'[a-z]+' streams from this server(, from 127.0.0.1)?, as role postgres, without a slot")
                    .contains("a standby here as replication: { role: postgres }, standbys: { ", ", slot: SLOT } }");
            assertThat(ServerSite.jbarman("plan", document.toString()).out()).contains("No changes.");
        }
    }

    private static Run imported(Path document) {
        return imported(PG, document);
    }

    private static Run imported(PgCluster server, Path document) {
        return ServerSite.jbarman(
                "import",
                "--host",
                "local",
                "--port",
                Integer.toString(server.port()),
                "--socket-directory",
                server.socketDirectory().toString(),
                "--os-user",
                server.osUser(),
                "--become",
                Fixtures.isRoot() ? "sudo" : "none",
                "--output",
                document.toString());
    }

    /** As their files are, however they spell it: the work is left to Barman's own cron until the document says otherwise. */
    @ParameterizedTest
    @ValueSource(
            strings = {"barman.conf", "barman.d/people.conf", "barman.d/main-server.conf", "barman.d/passwords.conf"})
    void aBarmanhostThatPeopleWroteIsImportedAsWhatChangesNothing(String place, @TempDir Path directory)
            throws IOException {
        PG.sql("SELECT pg_create_physical_replication_slot('people', true) WHERE NOT EXISTS"
                + " (SELECT FROM pg_replication_slots WHERE slot_name = 'people')");
        PG.sql(
                "DO $$ BEGIN CREATE ROLE night SUPERUSER LOGIN PASSWORD 'canary-94'; EXCEPTION WHEN duplicate_object THEN"
                        + " NULL; END $$");
        Path main = written(directory, place);
        Path document = directory.resolve("people.yml");

        Run imported = ServerSite.jbarman(
                "import",
                "--barman-conf",
                main.toString(),
                "--output",
                document.toString(),
                "--become",
                Fixtures.isRoot() ? "sudo" : "none");

        assertThat(imported.status()).as(imported.err()).isZero();
        String text = Files.readString(document)
                .replace(PG.socketDirectory() + " }", PG.socketDirectory() + ", os_user: " + PG.osUser() + " }");
        assertThat(text).contains("supervise: none", "compression: gzip", "said for all servers");
        Files.writeString(document, text);
        Run plan = ServerSite.jbarman("plan", document.toString(), "--detailed-exitcode", "-v");
        assertThat(plan.status()).as(plan.out() + plan.err() + text).isZero();
        assertThat(plan.out()).contains("No changes.", place + " says the same and stays as it is");
        assertThat(text + imported.err() + plan.out()).doesNotContain("canary");
        if (place.endsWith("people.conf")) {
            whatIsSaidInItIsTakenBack(directory.resolve(place), document, text);
        }

        Files.writeString(
                document,
                place.endsWith("people.conf")
                        ? text.replace("parallel_jobs: 4", "parallel_jobs: 5")
                        : text.replace("compression: gzip", "compression: zstd"));
        aRuntimeWasStarted(directory.resolve("home"));
        Run otherwise = ServerSite.jbarman("plan", document.toString());
        assertThat(otherwise.out())
                .contains(
                        place.endsWith("people.conf")
                                ? "'people' was switched to model 'night', with which it is otherwise than in the topology:"
                                        + " parallel_jobs (" + directory.resolve(place)
                                : place + " describes 'people' otherwise than the topology: compression",
                        "backup/runtime/jbarman",
                        "no WAL is received from here on");
    }

    private static void whatIsSaidInItIsTakenBack(Path file, Path document, String text) throws IOException {
        String before = Files.readString(file);
        Files.writeString(
                document, text.replace("compression: gzip", "compression: gzip\n        bandwidth_limit: 500"));
        Path later = Files.writeString(file.resolveSibling("zz.conf"), "[people]\nbandwidth_limit = 7\n");
        assertThat(ServerSite.jbarman("plan", document.toString()).out()).contains("bandwidth_limit (" + later + ":2)");
        Files.delete(later);

        Run applied = ServerSite.jbarman("apply", "--yes", document.toString());

        assertThat(applied.status()).as(applied.out() + applied.err()).isZero();
        assertThat(file).content().contains("bandwidth_limit = 500\n; Added by jbarman: bandwidth_limit\n");
        Run destroyed = ServerSite.jbarman("destroy", "--yes", document.toString());
        assertThat(destroyed.status()).as(destroyed.out() + destroyed.err()).isZero();
        assertThat(file).hasContent(before);
    }

    /** As the record has it, and as it shows itself: this process stands for it. */
    private static void aRuntimeWasStarted(Path home) throws IOException {
        Path state = Files.createDirectories(home.resolve(".jbarman"));
        Files.writeString(
                state.resolve("runtime.json"),
                "{\"pid\": " + ProcessHandle.current().pid() + ", \"files\": {}}");
        Files.writeString(state.resolve("applied-imported.json"), """
                {"schema": 1, "topology": "imported", "resources":
                  {"backup/runtime/jbarman": {"demand": "", "created": true, "before": {}, "added": []}}}
                """);
    }

    private static Path written(Path directory, String place) throws IOException {
        String section =
                """
                [people]
                # with TLS one day
                description: "What people wrote"
                conninfo = host=SOCKET   port=PORT user=postgres dbname=postgres
                streaming_conninfo = user=postgres port=PORT host=SOCKET
                streaming_archiver = Yes
                slot_name = people
                backup_method = postgres
                pre_archive_script = /usr/local/bin/mine
                """.replace("SOCKET", PG.socketDirectory().toString()).replace("PORT", Integer.toString(PG.port()));
        String global = """
                [DEFAULT]
                compression = gzip
                [barman]
                barman_user = USER
                barman_home = DIR/home
                configuration_files_directory = DIR/barman.d
                minimum_redundancy = 2
                """.replace("USER", System.getProperty("user.name")).replace("DIR", directory.toString());
        Files.createDirectories(directory.resolve("home"));
        Files.createDirectories(directory.resolve("barman.d"));
        Path main = Files.writeString(directory.resolve("barman.conf"), global);
        Path file = directory.resolve(place);
        Files.writeString(file, (file.equals(main) ? global : "") + section);
        if (place.endsWith("passwords.conf")) {
            Files.writeString(
                    file,
                    section.replace("user=postgres dbname", "password=canary-94 user=night dbname")
                                    .replaceFirst("streaming_conninfo = .*\n", "")
                            + "wal_conninfo = host=standby user=night password='canary 95'\n");
        }
        if (place.endsWith("people.conf")) {
            Files.writeString(file, section + "[night]\nmodel = on\ncluster = people\nparallel_jobs = 4\n");
            Path backups = Files.createDirectories(directory.resolve("home/people"));
            Files.writeString(backups.resolve(".active-model.auto"), "night\n");
        }
        return main;
    }

    /** A handler is run once for what changed, and an apply that does not get to it owes it to the next one. */
    @Test
    void houseRulesHoldAndTheTeamIsTold(@TempDir Path directory) throws IOException {
        Assumptions.assumeTrue(Fixtures.isRoot());
        try (ThrowAwayAccount ops = ThrowAwayAccount.make()) {
            houseRulesHold(directory, ops);
        }
    }

    private static void houseRulesHold(Path directory, ThrowAwayAccount ops) throws IOException {
        Path house = Files.createDirectory(directory.resolve("house"));
        Path told = directory.resolve("told");
        Path topology = houseRules(directory, house, "echo told >> " + told, ops.name());
        Path keys = Files.createDirectory(ops.home().resolve(".ssh"));
        ops.own(keys);
        String mine = "ssh-rsa AAAAB3NzaC1yc2E= mine";
        ops.own(Files.writeString(keys.resolve("authorized_keys"), mine));

        Run first = play(topology);

        assertDone(first);
        assertThat(keys.resolve("authorized_keys"))
                .content()
                .startsWith(mine + "\nfrom=\"10.0.1.0/24\" ssh-ed25519 AAAA")
                .endsWith(" night-shift\n");
        assertThat(keys.resolve("known_hosts")).content().startsWith("report.example ssh-ed25519 AAAA");
        assertThat(PG.sql("SELECT string_agg(user_name[1] || ' ' || address, ', ' ORDER BY line_number)"
                        + " FROM pg_hba_file_rules WHERE '+reports' = ANY (user_name)"))
                .isEqualTo("+reports 10.0.1.0, +reports report.example");
        assertThat(PG.sql("SHOW log_min_duration_statement")).isEqualTo("500ms");
        assertThat(PG.sql("SELECT setting::bigint * 8 / 1024 FROM pg_settings WHERE name = 'effective_cache_size'"))
                .isEqualTo(Long.toString(memoryMegabytes() / 2));
        assertThat(house.resolve("motd"))
                .content()
                .containsPattern(Runtime.getRuntime().availableProcessors() + " processors\\.");
        assertThat(house.resolve("motd")).content().startsWith("This is pghost, looked after by the database team.\n");
        assertThat(house.resolve("reports/book")).exists();
        assertThat(told).hasContent("told");
        assertThat(first.out()).contains("pghost/copy" + house + "/reports/key").doesNotContain("17 characters");
        assertThat(play(topology).out()).contains("No changes.");
        assertThat(told).hasContent("told");

        Files.writeString(house.resolve("motd"), "somebody else's\n");
        Run tagged = ServerSite.jbarman("apply", topology.toString(), "--yes", "--tags", "motd");
        assertDone(tagged);
        assertThat(tagged.out()).contains("2 changes made");
        assertThat(told).hasContent("told\ntold");
    }

    /** They are asked before a plan is made; one that does not answer leaves open what it would decide, and nothing more. */
    @Test
    void valuesAreWorkedOutFromWhatHostsSay(@TempDir Path directory) throws IOException {
        Path topology = Files.writeString(directory.resolve("facts.yml"), """
                version: 1
                name: facts
                hosts:
                  here: { address: 127.0.0.1, connection: local, ssh: { become: %s } }
                  away: { address: 127.0.0.1, ssh: { port: 1, user: nobody } }
                postgres:
                  pg: { host: here, port: %d, socket_directory: %s, os_user: %s }
                  far: { host: away }
                plays:
                  - name: Facts
                    hosts: here, away
                    vars: { part: "{{ host.facts.memory_mb / 64 }}" }
                    tasks:
                      - name: Share
                        postgres_setting: { name: temp_buffers, value: "{{ part }}MB" }
                      - name: Note
                        copy: { dest: %s/note, content: "{{ host.facts.os.family }}" }
                """.formatted(
                        Fixtures.isRoot() ? "sudo" : "none", PG.port(), PG.socketDirectory(), PG.osUser(), directory));

        Run said = ServerSite.jbarman("facts", topology.toString(), "--format", "json");
        assertThat(said.status()).isEqualTo(1);
        assertThat(said.out())
                .contains("\"kind\" : \"facts\"", "\"memory_mb\" : " + memoryMegabytes(), "\"name\" : \"far\"");
        ReportDocuments.checked(said.out());
        Run pg = ServerSite.jbarman("facts", topology.toString(), "here", "pg");
        assertThat(pg.status()).as(pg.err()).isZero();
        assertThat(pg.out())
                .containsPattern("host\\.facts\\.cpus +" + Runtime.getRuntime().availableProcessors())
                .contains("PostgreSQL 18", "a primary; jbarman is " + PG.superuser() + ", a superuser");
        assertThat(ServerSite.jbarman("facts", topology.toString(), "hree").err())
                .contains("'here'");
        Run plan = ServerSite.jbarman("plan", topology.toString());

        assertThat(plan.out())
                .contains(
                        "~ pg/setting/temp_buffers",
                        "8MB -> " + memoryMegabytes() / 64 + "MB",
                        "+ here/copy" + directory + "/note",
                        "away/copy" + directory + "/note",
                        "far/setting/temp_buffers");
        assertThat(plan.status()).isEqualTo(1);

        assertThat(ServerSite.jbarman("test", topology.toString(), "--record", "seen")
                        .status())
                .isZero();
        Run replayed = ServerSite.jbarman("test", topology.toString());
        assertThat(replayed.out()).isEqualTo("seen: as expected\n");
        Path facts = directory.resolve("tests/seen/facts.json");
        Files.writeString(facts, Files.readString(facts).replaceAll("memory_kb=\\d+", "memory_kb=65536"));
        assertThat(ServerSite.jbarman("test", topology.toString()).out()).contains("seen: differs", "8MB -> 1MB");
    }

    private static long memoryMegabytes() throws IOException {
        String line = Files.readAllLines(Path.of("/proc/meminfo")).get(0);
        return Long.parseLong(line.replaceAll("\\D", "")) / 1024;
    }

    /** The second task kills jbarman itself, between the change and the handler that it is owed. */
    @Test
    void aHandlerIsNotLostWithTheApplyThatOwesIt(@TempDir Path directory) throws Exception {
        Assumptions.assumeTrue(Fixtures.isRoot());
        Path topology = Files.writeString(directory.resolve("killed.yml"), """
                version: 1
                name: killed
                hosts:
                  here: { address: 127.0.0.1, connection: local, ssh: { become: sudo } }
                plays:
                  - name: Trial
                    hosts: here
                    tasks:
                      - name: Motd
                        copy: { dest: DIR/motd, content: Hello }
                        notify: Tell
                      - name: Dies once
                        command:
                          argv: [sh, -c, "if [ -e dead ]; then touch survived; else touch dead; kill -9 $PPID; fi"]
                          chdir: DIR
                          creates: DIR/survived
                    handlers:
                      - name: Tell
                        command: { argv: [sh, -c, "echo told >> DIR/told"] }
                """.replace("DIR", directory.toString()));

        CommandResult killed = Jbarman.in(directory, Map.of()).run("apply", topology.toString(), "--yes");

        assertThat(killed.status()).as(killed.output()).isEqualTo(137);
        assertThat(directory.resolve("motd")).hasContent("Hello");
        assertThat(directory.resolve("told")).doesNotExist();
        assertThat(ServerSite.jbarman("plan", topology.toString()).out())
                .contains("* here/handler/Tell", "did not get to it")
                .doesNotContain("copy");
        assertDone(ServerSite.jbarman("apply", topology.toString(), "--yes"));
        assertThat(directory.resolve("told")).hasContent("told");
        assertThat(ServerSite.jbarman("plan", topology.toString()).out()).contains("No changes.");
    }

    private static Run play(Path topology) {
        return ServerSite.jbarman("apply", topology.toString(), "--yes", "--verify", "none", "--skip-tags", "night");
    }

    private static Path houseRules(Path directory, Path house, String telling, String ops) throws IOException {
        for (String beside : List.of("templates/motd.peb", "tasks/reports.yml")) {
            Path copy = directory.resolve(beside);
            Files.createDirectories(directory.resolve(beside).resolveSibling(""));
            Files.writeString(
                    copy,
                    Files.readString(Fixtures.checkout().resolve("playbooks/" + beside))
                            .replace("/srv/", house + "/"));
        }
        Path topology = example("house-rules", directory, "word");
        return Files.writeString(
                topology,
                Files.readString(topology)
                        .replace("dest: /etc/motd", "dest: " + house + "/motd")
                        .replace("user: ops\n", "user: " + ops + "\n")
                        .replaceAll("argv: \\[/usr/bin/logger.*\\] \\}", "argv: [sh, -c, \"" + telling + "\"] }"));
    }

    private static void assertDone(Run run) {
        assertThat(run.status()).as(run.out() + run.err()).isZero();
    }

    /** Roles, grants, databases and what goes: nothing that a server without TLS or a barmanhost lacks. */
    private static Run apply(Path topology, String... more) {
        List<String> words = Stream.concat(
                        Stream.of(
                                "apply",
                                topology.toString(),
                                "--yes",
                                "--verify",
                                "none",
                                "--only",
                                "pg/role/*,pg/grant/*,pg/database/*,pg/extension/*,pg/slot/*"),
                        Stream.of(more))
                .toList();
        return ServerSite.jbarman(words.toArray(String[]::new));
    }

    /** All that is of the server. */
    private static Run server(Path topology) {
        return ServerSite.jbarman("apply", topology.toString(), "--yes", "--verify", "none", "--only", "pg/*");
    }

    private static Path example(String name, Path directory, String secret) throws IOException {
        secret(directory, secret);
        String here = "{ address: 127.0.0.1, connection: local }";
        String text = Files.readString(Fixtures.checkout().resolve("playbooks/" + name + ".yml"))
                .replaceAll("(?m)^  (\\w+_password): \\{.*\\}$", "  $1: { file: word }")
                .replace("pghost: { address: 10.0.0.1 }", "pghost: " + here)
                .replace("barmanhost: { address: 10.0.0.9, connection: local }", "barmanhost: " + here)
                .replace("user: ops, become: sudo", "become: " + (Fixtures.isRoot() ? "sudo" : "none"))
                .replace(
                        "  pg:\n    host: ",
                        "  pg:\n    port: " + PG.port() + "\n    socket_directory: " + PG.socketDirectory()
                                + "\n    os_user: " + PG.osUser() + "\n    host: ")
                .replace(
                        "    home: /var/lib/barman\n",
                        "    home: " + directory.resolve("home") + "\n    user: " + System.getProperty("user.name")
                                + "\n");
        return Files.writeString(directory.resolve("topology.yml"), text);
    }

    private static void secret(Path directory, String value) throws IOException {
        Path file = Files.writeString(directory.resolve("word"), value + "\n");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
    }
}
