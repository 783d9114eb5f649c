package io.jbarman.cli;

import io.jbarman.compile.Compiler;
import io.jbarman.draft.Draft;
import io.jbarman.draft.Pruning;
import io.jbarman.draft.SeenServer;
import io.jbarman.draft.ServerDraft;
import io.jbarman.engine.Observer;
import io.jbarman.engine.Planner;
import io.jbarman.facts.Facts;
import io.jbarman.plan.Plan;
import io.jbarman.reach.Reach;
import io.jbarman.reach.TopologyReach;
import io.jbarman.resource.ResourceGraph;
import io.jbarman.secret.Secrets;
import io.jbarman.topology.PostgresServer;
import io.jbarman.topology.Topology;

/** What a running server shows, as far as a plan of it leaves everything as it is. Looks only. */
record ServerImport(Topology skeleton, Secrets secrets) {
    /** What one thing taken out hides of another shows in the next plan; more than this is no topology. */
    private static final int ROUNDS = 5;

    /**
     * Looks at the server.
     *
     * @throws io.jbarman.diagnostics.ProblemException if it cannot be reached, or is a standby
     */
    Draft draft() {
        try (Reach reach = new TopologyReach(skeleton, secrets)) {
            Observer observer = new Observer(reach, 1);
            Draft draft = seen(observer);
            for (int round = 0; round < ROUNDS; round++) {
                Pruning pruning = new Pruning(draft, plan(draft.topology(), observer));
                if (pruning.isDone()) {
                    return draft;
                }
                draft = pruning.pruned();
            }
            return draft;
        }
    }

    private Draft seen(Observer observer) {
        PostgresServer server = skeleton.postgres().values().iterator().next();
        SeenServer seen = new SeenServer(server);
        Facts first = observer.observe(seen.first());
        Facts second = observer.observe(seen.second(first));
        return ServerDraft.of(skeleton, seen, first, second);
    }

    private Plan plan(Topology topology, Observer observer) {
        ResourceGraph graph = Compiler.compile(topology, secrets);
        return Planner.plan(topology.name(), graph, observer.observe(graph));
    }
}
