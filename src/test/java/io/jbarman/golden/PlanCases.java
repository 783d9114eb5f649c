package io.jbarman.golden;

import io.jbarman.golden.PlanCase.State;
import io.jbarman.quickstart.PostgresInstance.StopMode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** The states that plans are pinned for: every major version, and every kind of decision. */
final class PlanCases {
    private static final String RESTART_NEVER = "restart: never";

    private static final String CONTENTS = String.join(
            "\n  ",
            "roles:",
            "  readers: { login: false, comment: those who read }",
            "  app: { login: true, connection_limit: 5, valid_until: 2040-01-01, password: barman_password,"
                    + " member_of: { readers: { admin: true }, pg_monitor: }, settings: { work_mem: 8MB },"
                    + " in_database: { postgres: { search_path: app } } }",
            "  barman: { connection_limit: 3 }",
            "databases: { shop: { owner: app, encoding: UTF8, lc_collate: C, lc_ctype: C } }",
            "extensions: { plpgsql: { databases: [shop] }, hstore: }",
            "grants:",
            "  creates: { to: app, on: database, names: [postgres], privileges: [create, connect] }",
            "  uses: { to: app, on: schema, names: [public], database: shop, privileges: [usage] }",
            "  keeps: { to: app, on: new-tables, created_by: app, privileges: [maintain], from_version: 17 }",
            "  not_all: { to: public, on: database, names: [postgres], privileges: [all], state: absent }",
            "slots: { spare: }");

    private static final String ABSENT = String.join(
            "\n  ",
            "roles: { owner: { state: absent }, heir: , member: { state: absent }, never: { state: absent } }",
            "databases: { shop: { state: absent }, template1: { state: absent }, never: { state: absent } }",
            "extensions: { plpgsql: { state: absent } }",
            "slots: { reserved: { state: absent }, idle: { state: absent }, never: { state: absent } }");

    private static final String TIMERS = "{ timers: { "
            + String.join(
                    ", ",
                    "fresh: { user: postgres, on_calendar: \"Sun 03:00\", argv: [/usr/bin/vacuumdb, --all], persistent: true }",
                    "tock: { on_calendar: daily, argv: [/bin/true], hardened: false }",
                    "edited: { on_calendar: daily, argv: [/bin/true], writable: [/srv/ours] }",
                    "older: { on_calendar: daily, argv: [/bin/true] }",
                    "bills: { on_calendar: daily, argv: [/bin/true] }",
                    "clerks: { on_calendar: daily, argv: [/bin/true] }",
                    "misread: { on_calendar: some day, argv: [/bin/true] }",
                    "gone: { state: absent }")
            + " } }";

    private PlanCases() {}

    static final List<PlanCase> ALL = List.of(
            PlanCase.of("bare-10", 10, State.UNTOUCHED),
            PlanCase.of("bare-14", 14, State.UNTOUCHED),
            PlanCase.of("bare-15", 15, State.UNTOUCHED),
            PlanCase.of("bare-18", 18, State.UNTOUCHED),
            PlanCase.of("converged-12", 12, RecordedSite::converge),
            PlanCase.of("converged-17", 17, RecordedSite::converge),
            PlanCase.of("drifted-13", 13, PlanCases::drift),
            PlanCase.of("drifted-16", 16, PlanCases::drift),
            PlanCase.of("restart-needed-17", 17, PlanCases::changeFileOnly)
                    .ready()
                    .withServer("settings: { max_connections: 120, work_mem: 8MB }"),
            PlanCase.of("restart-never-14", 14, State.UNTOUCHED).withServer(RESTART_NEVER),
            PlanCase.of("logical-slot-16", 16, PlanCases::logicalSlot),
            PlanCase.of("login-refused-15", 15, PlanCases::clerk).withServer("access: { user: clerk }"),
            PlanCase.of("lowered-15", 15, PlanCases::fillSlots)
                    .ready()
                    .withServer("settings: { max_wal_senders: 5, max_replication_slots: 5 }"),
            PlanCase.of("unusable-values-18", 18, State.UNTOUCHED)
                    .ready()
                    .withServer("settings: { work_mem: 12 parsecs, max_wal_sender: 3, log_statement: some }"),
            PlanCase.of("other-version-18", 18, State.UNTOUCHED).withServer("version: 15"),
            PlanCase.of("rejected-14", 14, PlanCases::reject).ready(),
            PlanCase.of("down-16", 16, site -> site.server(0).stop(StopMode.FAST)),
            PlanCase.of("contents-13", 13, State.UNTOUCHED).ready().withServer(CONTENTS),
            PlanCase.of("contents-drifted-18", 18, PlanCases::driftContents)
                    .ready()
                    .withServer(CONTENTS),
            PlanCase.of("contents-absent-15", 15, PlanCases::oldContents)
                    .ready()
                    .withServer(ABSENT),
            PlanCase.of("patroni-17", 17, PlanCases::patroni),
            PlanCase.of("auto-failover-14", 14, PlanCases::autoFailover),
            PlanCase.of("repmgr-16", 16, PlanCases::repmgr).ready(),
            PlanCase.of("cloud-15", 15, PlanCases::cloud),
            // Its timers were recorded where systemd is process 1, with units of those names there.
            PlanCase.of("timers-17", 17, State.UNTOUCHED).ready().withSystem(TIMERS),
            PlanCase.of("three-servers", 10, RecordedSite::convergeFirst).withServers(10, 14, 18));

    private static void drift(RecordedSite site) throws Exception {
        site.converge();
        var pg = site.server(0);
        pg.sql("ALTER ROLE barman NOLOGIN PASSWORD 'another'");
        pg.sql("REVOKE pg_read_all_stats FROM barman");
        pg.sql("ALTER ROLE streaming_barman NOREPLICATION");
        pg.sql("ALTER SYSTEM SET max_wal_senders = 2");
        pg.sql("ALTER SYSTEM RESET work_mem");
        pg.sql("SELECT pg_reload_conf()");
    }

    /** More slots than the document would leave room for. */
    private static void fillSlots(RecordedSite site) {
        for (int slot = 1; slot <= 6; slot++) {
            site.server(0).sql("SELECT pg_create_physical_replication_slot('other" + slot + "')");
        }
    }

    private static void changeFileOnly(RecordedSite site) {
        site.server(0).sql("ALTER SYSTEM SET max_connections = 120");
        site.server(0).sql("ALTER SYSTEM SET work_mem = '8MB'");
    }

    private static void logicalSlot(RecordedSite site) {
        var pg = site.server(0);
        pg.sql("ALTER SYSTEM SET wal_level = logical");
        pg.sql("ALTER SYSTEM SET max_wal_senders = 10");
        pg.restart();
        pg.sql("SELECT pg_create_logical_replication_slot('barman', 'pgoutput')");
    }

    private static void clerk(RecordedSite site) {
        site.server(0).sql("CREATE ROLE clerk LOGIN");
    }

    /** As Patroni begins the file that it writes. */
    private static void patroni(RecordedSite site) throws Exception {
        Path file = site.server(0).dataDirectory().resolve("postgresql.conf");
        Files.writeString(
                file,
                "# Do not edit this file manually!\n# It will be overwritten by Patroni!\n" + Files.readString(file));
    }

    /** As pg_autoctl includes the file that it writes. */
    private static void autoFailover(RecordedSite site) throws Exception {
        Path directory = site.server(0).dataDirectory();
        Path file = directory.resolve("postgresql.conf");
        Files.writeString(directory.resolve("postgresql-auto-failover.conf"), "log_checkpoints = on\n");
        Files.writeString(file, "include 'postgresql-auto-failover.conf'\n" + Files.readString(file));
        site.server(0).reload();
    }

    private static void repmgr(RecordedSite site) {
        site.server(0).sql("CREATE ROLE repmgr");
        site.server(0).sql("CREATE DATABASE repmgr OWNER repmgr");
    }

    private static void cloud(RecordedSite site) {
        site.server(0).sql("CREATE ROLE rds_superuser");
    }

    private static void reject(RecordedSite site) throws Exception {
        site.prependRule("host all,replication barman,streaming_barman samehost reject");
    }

    private static void driftContents(RecordedSite site) throws Exception {
        var pg = site.server(0);
        pg.sql("CREATE ROLE readers CREATEDB");
        pg.sql("CREATE ROLE app NOLOGIN CONNECTION LIMIT 9 PASSWORD 'another'");
        pg.sql("GRANT readers TO app");
        pg.sql("ALTER ROLE app SET work_mem = '1GB'");
        pg.sql("CREATE DATABASE shop ENCODING 'SQL_ASCII' LC_COLLATE 'C' LC_CTYPE 'C' TEMPLATE template0");
        pg.sql("GRANT CREATE ON DATABASE postgres TO app");
    }

    private static void oldContents(RecordedSite site) throws Exception {
        var pg = site.server(0);
        pg.sql("CREATE ROLE owner");
        pg.sql("CREATE ROLE member");
        pg.sql("GRANT pg_monitor TO member");
        pg.sql("GRANT CREATE ON SCHEMA public TO member");
        pg.sql("CREATE DATABASE shop OWNER owner");
        pg.sql("CREATE TABLE of_owner (id integer)");
        pg.sql("ALTER TABLE of_owner OWNER TO owner");
        pg.sql("SELECT pg_create_physical_replication_slot('reserved', true)");
        pg.sql("SELECT pg_create_physical_replication_slot('idle')");
    }
}
