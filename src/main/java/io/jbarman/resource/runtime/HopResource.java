package io.jbarman.resource.runtime;

import io.jbarman.facts.FactQuery;
import io.jbarman.facts.Facts;
import io.jbarman.facts.barman.HopsFact;
import io.jbarman.facts.barman.HopsFact.Hop;
import io.jbarman.facts.barman.HopsQuery;
import io.jbarman.plan.Action;
import io.jbarman.plan.Decision;
import io.jbarman.plan.Difference;
import io.jbarman.plan.Effect;
import io.jbarman.plan.ResourceId;
import io.jbarman.plan.Step;
import io.jbarman.resource.Observation;
import io.jbarman.resource.Resource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A check: that a hop between a server and its archive holds, from where it counts. Where it does not, the check itself is
 * what is to be done, after everything that it depends on: it fails the run by naming the hop that is broken.
 *
 * @param server its name
 * @param archive the barmanhost's name
 * @param hop as the runtime calls it
 * @param what is proved, for people
 * @param command by which jbarman is called on the barmanhost
 * @param user as whom
 */
public record HopResource(
        String server,
        String archive,
        String hop,
        String what,
        HopsQuery hops,
        List<String> command,
        String user,
        Set<ResourceId> after)
        implements Resource<HopsFact> {
    /** That a role logs in. */
    public static final String LOGIN = "login";

    /** That a role may stream. */
    public static final String STREAMING = "streaming";

    /** That WAL arrives. */
    public static final String WAL = "wal";

    private static final String SECONDS = "60";

    public HopResource {
        command = List.copyOf(command);
        after = Set.copyOf(after);
    }

    /** The address of a check. */
    public static ResourceId id(String archive, String hop, String server) {
        return new ResourceId(archive, "check", hop + "-" + server);
    }

    @Override
    public ResourceId id() {
        return id(archive, hop, server);
    }

    @Override
    public String demand() {
        return what;
    }

    @Override
    public Set<FactQuery<?>> needs() {
        return Set.of(hops);
    }

    @Override
    public Observation<HopsFact> observe(Facts facts) {
        return Observation.of(facts.get(hops));
    }

    @Override
    public Decision decide(HopsFact fact) {
        Optional<Hop> observed = fact.find(hop);
        if (observed.filter(Hop::holds).isPresent()) {
            return new Decision.InSync(id(), what);
        }
        return run(observed.map(Hop::said).orElse("(not tried)"), observed.isPresent() ? broken() : untold(fact));
    }

    /** That it is to be proved although it holds. */
    Decision.Change again(String why) {
        return run("(holds)", why);
    }

    private Decision.Change run(String said, String why) {
        return new Decision.Change(
                id(), Action.RUN, List.of(new Difference(hop, said, what)), Effect.NONE, why, steps());
    }

    private String untold(HopsFact fact) {
        return fact.refusal()
                .map(said -> said.equals("unknown command")
                        ? "to be proved in every plan: the runtime that runs on " + hops.host()
                                + " is of an older jbarman and cannot be asked; where this plan does not restart it: jbarman"
                                + " runtime stop, then jbarman runtime start (under systemd: systemctl restart"
                                + " jbarman)"
                        : "to be proved: the runtime on " + hops.host() + " says: " + said)
                .orElse("to be proved: no runtime could be asked yet");
    }

    private String broken() {
        return switch (hop) {
            case LOGIN -> "the barmanhost's role does not get into the server";
            case STREAMING -> "the server does not let the barmanhost stream";
            default -> "WAL is not seen to arrive in the archive";
        };
    }

    private List<Step> steps() {
        List<Step> steps = new ArrayList<>();
        if (hop.equals(WAL)) {
            steps.add(jbarman(
                    List.of("switch-wal", "--force", "--archive", "--archive-timeout", SECONDS, server),
                    "close a WAL segment of " + server));
        }
        steps.add(jbarman(List.of("check", "--hop", hop, server), "prove that " + what));
        return steps;
    }

    private Step jbarman(List<String> words, String doing) {
        List<String> all = new ArrayList<>(command);
        all.addAll(words);
        return new Step.RunCommand(hops.host(), user, all, doing + ", on " + hops.host());
    }
}
