package io.jbarman.resource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.jbarman.compile.Compiler;
import io.jbarman.engine.Observer;
import io.jbarman.engine.Planner;
import io.jbarman.engine.StepExecutor;
import io.jbarman.engine.StepFailure;
import io.jbarman.fixture.PgCluster;
import io.jbarman.fixture.StandbySite;
import io.jbarman.plan.Decision;
import io.jbarman.plan.Plan;
import io.jbarman.plan.Step;
import io.jbarman.playbook.TopologyFile;
import io.jbarman.reach.TopologyReach;
import io.jbarman.secret.Secret;
import io.jbarman.secret.Secrets;
import io.jbarman.time.SystemSleeper;
import io.jbarman.topology.Topology;
import io.jbarman.transport.local.LocalTransport;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** A run that ends between any two steps of a standby's making is taken up by the next one. */
final class StandbyStepsTest {
    private static final Secrets SECRETS = new Secrets(Map.of("replica", Secret.of("canary-31f9")));
    private static final String STANDBY = "pg2/standby/data";

    /** Room, mark, emptied, backup. */
    private static final int UP_TO_ITS_BACKUP = 4;

    @Test
    void everyStepMayBeTheLastOfItsRun() throws Exception {
        try (PgCluster pg = PgCluster.debian15().start();
                StandbySite site = new StandbySite(pg)) {
            Topology topology = TopologyFile.read(site.topology()).topology().orElseThrow();
            int steps = 0;
            boolean making = true;
            while (making) {
                steps++;
                making = runUntil(topology, steps);
                assertThat(steps).isLessThan(40);
            }
            assertThat(steps).as("as many runs as steps, or more").isGreaterThan(6);
            assertThat(site.standby("SELECT pg_is_in_recovery()")).isEqualTo("t");
        }
    }

    /** Between plan and step somebody may start what is there, or put something else there. */
    @Test
    void whatHasChangedSinceThePlanIsLeftAlone() throws Exception {
        try (PgCluster pg = PgCluster.debian15().start();
                StandbySite site = new StandbySite(pg)) {
            Topology topology = TopologyFile.read(site.topology()).topology().orElseThrow();
            runUntil(topology, UP_TO_ITS_BACKUP);
            Path opts = site.data().resolve("postmaster.opts");

            assertThatExceptionOfType(StepFailure.class)
                    .isThrownBy(() -> run(topology, 40, () -> Files.writeString(opts, "postgres\n")))
                    .withMessageContaining("empty");
            assertThat(site.data().resolve("PG_VERSION")).exists();
            Files.delete(opts);

            assertThatExceptionOfType(StepFailure.class)
                    .isThrownBy(() -> run(topology, 40, () -> label(site, "s/^LABEL: /&by hand /")))
                    .withMessageContaining("make room for");
            assertThat(site.data().resolve("PG_VERSION")).exists();
            label(site, "s/^LABEL: by hand /LABEL: /");

            assertThatExceptionOfType(StepFailure.class)
                    .isThrownBy(() -> run(topology, 40, () -> anotherSystem(site)))
                    .withMessageContaining("empty");
            assertThat(site.data().resolve("PG_VERSION")).exists();
            site.shell("root", "rm -rf " + site.data());

            runUntil(topology, UP_TO_ITS_BACKUP + 1);
            assertThat(site.mark()).content().endsWith("\ncloned\n");
            assertThatExceptionOfType(StepFailure.class)
                    .isThrownBy(() -> run(topology, 40, () -> Files.writeString(opts, "postgres\n")))
                    .withMessageContaining("no server was started");
            Files.delete(opts);
            assertThatExceptionOfType(StepFailure.class)
                    .isThrownBy(() -> run(topology, 40, () -> label(site, "s/^LABEL: /&by hand /")))
                    .withMessageContaining("no server was started");
            assertThat(site.data().resolve("standby.signal")).doesNotExist();
        }
    }

    private static void label(StandbySite site, String edit) throws Exception {
        site.shell("root", "sed -i '" + edit + "' " + site.data() + "/backup_label");
    }

    private static void anotherSystem(StandbySite site) throws Exception {
        site.shell("root", "printf 12345678 | dd of=" + site.data() + "/global/pg_control conv=notrunc status=none");
    }

    private static boolean runUntil(Topology topology, int steps) throws Exception {
        return run(topology, steps, () -> {});
    }

    /** What somebody else does between plan and step. */
    private interface Meanwhile {
        void happens() throws Exception;
    }

    /** A run that ends after so many steps of the standby's; whether it had any. */
    private static boolean run(Topology topology, int steps, Meanwhile meanwhile) throws Exception {
        try (TopologyReach reach =
                new TopologyReach(topology, SECRETS, host -> new LocalTransport(host.name(), true))) {
            ResourceGraph graph = Compiler.compile(topology, SECRETS);
            Plan plan = Planner.plan("t", graph, new Observer(reach, 2).observe(graph));
            assertThat(plan.conflicts()).isEmpty();
            StepExecutor executor =
                    new StepExecutor(reach, SECRETS, (password, iterations) -> password.reveal(), new SystemSleeper());
            executor.prepare(plan);
            meanwhile.happens();
            for (Decision.Change change : plan.changes()) {
                boolean standby = change.id().toString().equals(STANDBY);
                int left = standby ? steps : Integer.MAX_VALUE;
                for (Step step : change.steps()) {
                    if (left-- == 0) {
                        return true;
                    }
                    executor.execute(step);
                }
            }
            Optional<Decision> last = plan.decisions().stream()
                    .filter(one -> one.id().toString().equals(STANDBY))
                    .findFirst();
            assertThat(last.orElseThrow()).isInstanceOfAny(Decision.Change.class, Decision.InSync.class);
            return last.orElseThrow() instanceof Decision.Change;
        }
    }
}
