package io.jbarman.cli;

import io.jbarman.engine.ApplyProgress;
import io.jbarman.engine.Outcome;
import io.jbarman.plan.Decision;
import io.jbarman.plan.Plan;
import io.jbarman.plan.PlanFile.Scope;
import io.jbarman.plan.Step;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;

/** An apply in a process of its own that is killed when its first step is done and its second would begin. */
public final class KilledApply {
    private KilledApply() {}

    /** Argument: the topology. Prints the step that it was killed before; ends with 0 where one step was all. */
    public static void main(String[] arguments) throws Exception {
        LoadedTopology loaded = LoadedTopology.load(Path.of(arguments[0]), Map.of(), System.getenv());
        try (ControlPlane plane = new ControlPlane(loaded, Scope.ALL, 4)) {
            Plan plan = plane.plan();
            for (String server : ServersToLock.of(plan, plane.topology())) {
                plane.lock().take(server);
            }
            plane.applier(new SecondStep(), () -> false).apply(plan);
        }
    }

    private static final class SecondStep implements ApplyProgress {
        private int begun;

        @Override
        public void begins(Decision.Change change, Step step) {
            if (++begun == 2) {
                System.out.println(step.describe());
                System.out.flush();
                kill();
            }
        }

        private static void kill() {
            try {
                new ProcessBuilder(
                                "kill",
                                "-KILL",
                                Long.toString(ProcessHandle.current().pid()))
                        .start()
                        .waitFor();
            } catch (IOException | InterruptedException impossible) {
                throw new IllegalStateException(impossible);
            }
        }

        @Override
        public void ended(Outcome outcome) {}
    }
}
