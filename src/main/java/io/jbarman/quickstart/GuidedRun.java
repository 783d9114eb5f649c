package io.jbarman.quickstart;

import java.io.IOException;
import java.nio.file.Files;
import java.util.List;

/** The main job, shown scene by scene with the real commands on a running {@link LocalSite}. */
final class GuidedRun {
    static final int SCENES = 9;

    private static final String TOPOLOGY = "topology.yml";
    private static final String CONFIG = "--config";
    private static final String CONFIG_FILE = "barman.conf";

    private final LocalSite site;
    private final JbarmanCommand jbarman;
    private final Superuser superuser;
    private final Narrator narrator;

    GuidedRun(LocalSite site, JbarmanCommand jbarman, Superuser superuser, Narrator narrator) {
        this.site = site;
        this.jbarman = jbarman;
        this.superuser = superuser;
        this.narrator = narrator;
    }

    /** All scenes up to the clean stop; throws at the first thing that is not as it should be. */
    void run() throws IOException {
        validate();
        plan();
        apply();
        applyAgain();
        archive();
        changeBehindItsBack();
        drift();
        heal();
        status();
    }

    private void validate() throws IOException {
        narrator.scene("Is the topology right?", "Look at: checked offline, every problem at once. There is none.");
        Expect.status(jbarman.show("validate", TOPOLOGY), 0);
    }

    private void plan() throws IOException {
        narrator.scene(
                "What would be done?",
                "Look at: [RESTART]. The server has wal_level = minimal, and the plan says so before anything happens.");
        JbarmanCommand.Said plan = jbarman.show("plan", TOPOLOGY);
        Expect.status(plan, 0);
        Expect.says(plan, "[RESTART]");
    }

    private void apply() throws IOException {
        narrator.scene(
                "Do it.",
                "Look at: the end. What was applied is proved from the barmanhost, by its user, over its own network.");
        Expect.status(jbarman.show("apply", TOPOLOGY, "--yes"), 0);
    }

    private void applyAgain() throws IOException {
        narrator.scene("Do it again.", "Look at: nothing is done twice.");
        JbarmanCommand.Said again = jbarman.show("apply", TOPOLOGY, "--yes");
        Expect.status(again, 0);
        Expect.says(again, "No changes");
    }

    private void archive() throws IOException {
        narrator.scene(
                "Write rows and look for them in the archive.",
                "Look at: the segment in the archive is the server's own, byte for byte.");
        superuser.types("CREATE TABLE public.orders AS SELECT n, md5(n::text) FROM generate_series(1, 100000) AS n");
        String segment = superuser.asks("pg_walfile_name(pg_current_wal_lsn())");
        Expect.status(jbarman.show(CONFIG, CONFIG_FILE, "switch-wal", "--force", "--archive", "pg"), 0);
        compare(segment);
    }

    private void compare(String segment) throws IOException {
        SiteLayout layout = site.layout();
        ArchivedSegment pair = new ArchivedSegment(
                site.postgres().dataDirectory().resolve("pg_wal").resolve(segment), layout.archived("pg", segment));
        Expect.that(Files.exists(pair.archived()), "the segment is not in the archive: " + pair.archived());
        narrator.line("  server   " + pair.originalSum() + "  " + shown(pair.original()));
        narrator.line("  archive  " + pair.archivedSum() + "  " + shown(pair.archived()));
        Expect.that(pair.originalSum().equals(pair.archivedSum()), "the two files of segment " + segment + " differ");
        narrator.checked("both SHA-256 are equal");
    }

    private String shown(java.nio.file.Path path) {
        return site.layout().directory().relativize(path).toString();
    }

    private void changeBehindItsBack() throws IOException {
        narrator.scene(
                "Somebody changes the server at night.",
                "Look at: one setting and one role. The receiver goes on, until its next login is refused.");
        superuser.types(
                "ALTER SYSTEM SET " + QuickstartTopology.SETTING + " = '-1'",
                "SELECT pg_reload_conf()",
                "ALTER ROLE streaming_barman NOREPLICATION");
    }

    private void drift() throws IOException {
        narrator.scene("Is all as it was?", "Look at: exactly these two are found, and the exit status is 2.");
        JbarmanCommand.Said drift = jbarman.show("drift", TOPOLOGY);
        Expect.status(drift, 2);
        for (String address : List.of("pg/setting/" + QuickstartTopology.SETTING, "pg/role/streaming_barman")) {
            Expect.says(drift, address);
        }
        Expect.says(drift, "2 drift;");
        narrator.checked("exit status 2, and these two findings only");
    }

    private void heal() throws IOException {
        narrator.scene("Heal it.", "Look at: apply changes what drifted and nothing else.");
        Expect.status(jbarman.show("apply", TOPOLOGY, "--yes"), 0);
        Expect.status(jbarman.quietly("drift", TOPOLOGY), 0);
        narrator.checked("drift finds nothing any more");
    }

    private void status() throws IOException {
        narrator.scene("How is it?", "Look at: Barman's own commands and checks, answered by the running jbarman.");
        Expect.status(jbarman.show(CONFIG, CONFIG_FILE, "status", "pg"), 0);
        Expect.status(jbarman.show(CONFIG, CONFIG_FILE, "check", "pg"), 0);
    }
}
