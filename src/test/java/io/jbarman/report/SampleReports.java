package io.jbarman.report;

import io.jbarman.diagnostics.Diagnostic;
import io.jbarman.diagnostics.Origin;
import io.jbarman.engine.ApplyReport;
import io.jbarman.engine.DriftClass;
import io.jbarman.engine.DriftReport;
import io.jbarman.engine.Finding;
import io.jbarman.engine.Outcome;
import io.jbarman.engine.ProofItem;
import io.jbarman.json.JsonBuilder;
import io.jbarman.json.JsonValue.JsonObject;
import io.jbarman.plan.Action;
import io.jbarman.plan.Decision;
import io.jbarman.plan.Difference;
import io.jbarman.plan.Effect;
import io.jbarman.plan.Note;
import io.jbarman.plan.Plan;
import io.jbarman.plan.PlanFile;
import io.jbarman.plan.Postmaster;
import io.jbarman.plan.ResourceId;
import io.jbarman.plan.SecretText;
import io.jbarman.plan.Step;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Pages with everything in them that a page can have, made from records; a name in them would like to be a script. */
public final class SampleReports {
    /** Legal as a role's name, and shorter than PostgreSQL's limit. */
    public static final String HOSTILE = "<script>document.title='caught'</script>";

    private static final OwnerHosts HOSTS =
            new OwnerHosts(Map.of("pg", "pghost", "pghost", "pghost", "backup", "barmanhost"));

    private static final List<ProofItem> PROOF = List.of(
            new ProofItem("pg", "wal_archive", ProofItem.Status.OK, "000000010000000000000003 arrived"),
            new ProofItem("pg", "backups", ProofItem.Status.NOTE, "none was taken yet"),
            new ProofItem("pg", "streaming", ProofItem.Status.FAILED, "no progress for 30 s"));

    private static final Postmaster POSTMASTER = new Postmaster(
            "pghost",
            "postgres",
            "/var/lib/postgresql/15/main",
            "/etc/postgresql/15/main/postgresql.conf",
            "/usr/lib/postgresql/15/bin",
            Optional.of("postgresql@15-main"),
            Optional.of("15/main"));

    private SampleReports() {}

    /** By what they are of. */
    public static Map<String, String> all() {
        Map<String, String> pages = new LinkedHashMap<>();
        pages.put("plan", PlanHtml.of(head("Plan"), plan(), HOSTS));
        pages.put("apply", apply());
        pages.put("drift", DriftHtml.of(head("Drift"), drift(), HOSTS));
        pages.put("problems", ProblemsHtml.of(head("plan"), List.of(problem())));
        pages.put("nothing", PlanHtml.of(head("Plan"), new Plan("shop", List.of(same())), HOSTS));
        return pages;
    }

    /** The same as JSON, each kind once. */
    public static List<String> documents() {
        JsonObject topology =
                new PlanFile.Source("/srv/topology.yml", "0".repeat(64), Map.of("codec", "zstd")).json("shop");
        JsonObject cost = new JsonBuilder()
                .put("milliseconds", 1200)
                .put("ssh_connections", 2)
                .put("postgresql_sessions", 1)
                .put("queries", 9)
                .build();
        List<ResourceId> left = List.of(id("pghost", "package", "postgresql"));
        return List.of(
                Documents.plan(topology, plan(), cost),
                Documents.apply(topology, plan(), report(), plan(), PROOF, false, cost),
                DestroyText.refused(topology, plan()),
                DestroyText.document(topology, plan(), left, report(), plan(), false),
                Documents.drift(topology, "2026-11-27T09:00:00Z", drift(), cost),
                Documents.problems(List.of(problem(), Diagnostic.warning("unused", "not used", ""))));
    }

    private static ReportHead head(String what) {
        return new ReportHead(
                what, "shop " + HOSTILE, "/srv/topology.yml", "2026-11-27T09:00:00Z", "1.20 s, 2 SSH connections");
    }

    private static Plan plan() {
        return new Plan(
                "shop",
                List.of(
                        new Decision.Conflict(
                                id("pg", "hba", "barmanhost"),
                                "line 12 of pg_hba.conf rejects all connections of " + HOSTILE,
                                "Write hba_above_reject: true, or take the line out."),
                        new Decision.Unknown(
                                id("backup", "account", "barman"), "SSH: connection refused", "Start sshd."),
                        new Decision.Unknown(
                                id("backup", "file", "etc/barman.conf"), "SSH: connection refused", "Start sshd."),
                        role(),
                        change(
                                "pg",
                                "setting",
                                "wal_level",
                                Action.UPDATE,
                                Effect.RESTART,
                                List.of(new Difference("value", "minimal", "replica")),
                                "WAL is streamed; now from /etc/postgresql/15/main/conf.d/a-rather-long-file-name-for-a-phone.conf:17"),
                        change(
                                "pg",
                                "restart",
                                "pg",
                                Action.RUN,
                                Effect.RESTART,
                                List.of(),
                                "settings wait for it",
                                new Step.RestartServer("pg", POSTMASTER, List.of(), "restart pg")),
                        change(
                                "backup",
                                "file",
                                "etc/barman.d/pg.conf",
                                Action.UPDATE,
                                Effect.NONE,
                                List.of(new Difference(
                                        "text",
                                        "[pg]\narchiver = on\nslot_name = old\n",
                                        "[pg]\narchiver = on\nslot_name = barman\n")),
                                "file differs"),
                        change("pg", "slot", "old_standby", Action.REMOVE, Effect.NONE, List.of(), "declared absent"),
                        new Decision.Deferred(
                                id("pg", "grant", "barman"), id("pg", "role", HOSTILE), "no such role yet"),
                        new Decision.Blocked(
                                id("pg", "slot", "barman"), id("pg", "hba", "barmanhost"), "slot is missing", true),
                        same()),
                List.of(new Note(
                        id("pg", "setting", "work_mem"),
                        "role app has its own work_mem",
                        "ALTER ROLE app RESET work_mem")));
    }

    private static Decision.Change role() {
        return change(
                "pg",
                "role",
                HOSTILE,
                Action.CREATE,
                Effect.NONE,
                List.of(
                        new Difference("login", "", "true"),
                        new Difference("password", "", "(secret barman_password)")),
                "role does not exist",
                new Step.RunSql(
                        "pg", Optional.empty(), List.of(SecretText.plain("CREATE ROLE")), "create role " + HOSTILE));
    }

    private static Decision.InSync same() {
        return new Decision.InSync(id("pg", "role", "app " + HOSTILE), "role is as declared");
    }

    private static ApplyReport report() {
        return new ApplyReport(
                List.of(
                        new Outcome.Done(role()),
                        new Outcome.AlreadySo(id("pg", "slot", "barman"), "slot exists"),
                        new Outcome.Failed(role(), 1, problem()),
                        new Outcome.Refused(id("pg", "setting", "work_mem"), "4MB", "8MB"),
                        new Outcome.Pending(
                                id("pg", "restart", "server"), "port takes effect at a restart", "Restart it."),
                        new Outcome.Waiting(id("pg", "slot", "spare"), id("pg", "restart", "server")),
                        new Outcome.Skipped(id("pg", "reload", "pg"), id("pg", "role", HOSTILE)),
                        new Outcome.NotReached(id("backup", "runtime", "jbarman"))),
                false);
    }

    private static String apply() {
        List<ResourceId> left = List.of(id("pghost", "package", "postgresql"));
        return ApplyHtml.of(head("Apply"), HOSTS, plan(), report(), plan(), PROOF, left, false);
    }

    private static DriftReport drift() {
        Finding grant = new Finding(
                id("pg", "grant", "barman"), DriftClass.DRIFT, List.of(), "goes with the role", "", List.of());
        Finding role = new Finding(
                id("pg", "role", HOSTILE),
                DriftClass.DRIFT,
                List.of(new Difference("login", "false", "true")),
                "somebody changed it since the last apply",
                "Apply again.",
                List.of(grant));
        Finding unknown = new Finding(
                id("backup", "account", "barman"),
                DriftClass.UNKNOWN,
                List.of(),
                "SSH: connection refused",
                "Start sshd.",
                List.of());
        return new DriftReport("shop", List.of(role, unknown), 12);
    }

    private static Diagnostic problem() {
        return Diagnostic.error(
                        "sql-failed",
                        new Origin("/srv/topology.yml", 12, 7, "      " + HOSTILE + ": { login: true }"),
                        "permission denied to create role " + HOSTILE,
                        "give the control session a superuser")
                .withDetail("SQLSTATE 42501");
    }

    private static ResourceId id(String owner, String kind, String name) {
        return new ResourceId(owner, kind, name);
    }

    private static Decision.Change change(
            String owner,
            String kind,
            String name,
            Action action,
            Effect effect,
            List<Difference> differences,
            String reason,
            Step... steps) {
        return new Decision.Change(id(owner, kind, name), action, differences, effect, reason, List.of(steps));
    }
}
