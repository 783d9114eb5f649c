package io.jbarman.golden;

import io.jbarman.golden.PlanCase.State;
import io.jbarman.quickstart.PostgresInstance.StopMode;
import java.util.List;

/** The states that plans are pinned for: every major version, and every kind of decision. */
final class PlanCases {
    private static final String RESTART_NEVER = "restart: never";

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

    private static void reject(RecordedSite site) throws Exception {
        site.prependRule("host all,replication barman,streaming_barman samehost reject");
    }
}
