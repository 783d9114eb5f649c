package io.jbarman.cli;

import io.jbarman.engine.ApplyProgress;
import io.jbarman.engine.Outcome;
import io.jbarman.plan.Decision;
import io.jbarman.plan.Plan;
import io.jbarman.plan.PlanFile.Scope;
import io.jbarman.plan.Step;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** An apply or a destroy in a process of its own that is killed when a step of it would begin. */
public final class KilledApply {
    private KilledApply() {}

    /**
     * Arguments: the topology, which step, from 1, and {@code destroy} with what may be lost, or {@code only} with what it
     * is about. Prints the step that it was killed before; ends with 0 where there were fewer.
     */
    public static void main(String[] arguments) throws Exception {
        LoadedTopology loaded = LoadedTopology.load(Path.of(arguments[0]), Map.of(), false, System.getenv());
        String what = arguments.length > 2 ? arguments[2] : "";
        Scope scope = what.equals("only") ? new Scope(List.of(), List.of(arguments[3])) : Scope.ALL;
        try (ControlPlane plane = new ControlPlane(loaded, scope, 4)) {
            if (what.equals("destroy")) {
                plane.reverse(plane.record().orElseThrow().read().orElseThrow(), List.of(arguments[3].split(",")));
            }
            Plan plan = plane.plan();
            plane.hold(plan);
            plane.applier(new Deadly(Integer.parseInt(arguments[1])), () -> false)
                    .apply(plan);
        }
    }

    private static final class Deadly implements ApplyProgress {
        private final int last;
        private int begun;

        private Deadly(int last) {
            this.last = last;
        }

        @Override
        public void begins(Decision.Change change, Step step) {
            if (++begun == last) {
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
