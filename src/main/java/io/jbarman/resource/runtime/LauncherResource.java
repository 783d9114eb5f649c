package io.jbarman.resource.runtime;

import io.jbarman.facts.FactQuery;
import io.jbarman.facts.Facts;
import io.jbarman.facts.barman.LauncherQuery;
import io.jbarman.plan.Decision;
import io.jbarman.plan.ResourceId;
import io.jbarman.resource.Observation;
import io.jbarman.resource.Resource;
import java.util.Optional;
import java.util.Set;

/** That the barmanhost's account can run jbarman. */
public record LauncherResource(String owner, LauncherQuery launcher, Set<ResourceId> after)
        implements Resource<Optional<String>> {
    public LauncherResource {
        after = Set.copyOf(after);
    }

    /** The address of a barmanhost's launcher. */
    public static ResourceId id(String owner) {
        return new ResourceId(owner, "launcher", "jbarman");
    }

    @Override
    public ResourceId id() {
        return id(owner);
    }

    /** Where it is depends on who asks, not on the document. */
    @Override
    public String demand() {
        return "can be run";
    }

    @Override
    public Set<FactQuery<?>> needs() {
        return Set.of(launcher);
    }

    @Override
    public Observation<Optional<String>> observe(Facts facts) {
        return Observation.of(facts.get(launcher));
    }

    @Override
    public Decision decide(Optional<String> observed) {
        return observed.<Decision>map(why -> new Decision.Conflict(
                        id(),
                        "jbarman cannot be run on " + launcher.host() + ": " + why,
                        "Put jbarman and a JDK where " + launcher.account()
                                + " can read them (not under /root), or name its path: runtime.launcher in the"
                                + " topology."))
                .orElseGet(() -> new Decision.InSync(id(), launcher.launcher() + " can be run"));
    }
}
