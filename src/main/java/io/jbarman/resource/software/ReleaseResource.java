package io.jbarman.resource.software;

import io.jbarman.facts.FactQuery;
import io.jbarman.facts.Facts;
import io.jbarman.facts.software.ReleaseFact;
import io.jbarman.facts.software.ReleaseQuery;
import io.jbarman.plan.Action;
import io.jbarman.plan.Decision;
import io.jbarman.plan.Difference;
import io.jbarman.plan.Effect;
import io.jbarman.plan.Release;
import io.jbarman.plan.ResourceId;
import io.jbarman.plan.Step;
import io.jbarman.resource.Observation;
import io.jbarman.resource.Resource;
import java.util.List;
import java.util.Set;

/**
 * That a remote barmanhost has the jbarman that runs here, every byte of it, and uses that one.
 *
 * @param owner the barmanhost's name in addresses
 */
public record ReleaseResource(String owner, ReleaseQuery query) implements Resource<ReleaseFact> {
    @Override
    public ResourceId id() {
        return id(owner);
    }

    /** The address of a barmanhost's jbarman. */
    public static ResourceId id(String owner) {
        return new ResourceId(owner, "release", "jbarman");
    }

    /** Which one is a matter of who asks, not of the document. */
    @Override
    public String demand() {
        return "is installed";
    }

    @Override
    public Set<ResourceId> after() {
        return Set.of();
    }

    @Override
    public Set<FactQuery<?>> needs() {
        return Set.of(query);
    }

    @Override
    public Observation<ReleaseFact> observe(Facts facts) {
        return Observation.of(facts.get(query));
    }

    @Override
    public Decision decide(ReleaseFact observed) {
        Release release = query.release();
        if (release.files().isEmpty()) {
            return new Decision.Conflict(
                    id(),
                    "this jbarman runs from loose classes, which cannot be put on " + query.host(),
                    "Start it by its launcher, or name the jbarman that is there: runtime.launcher in the topology.");
        }
        boolean current = observed.current().equals(release.directory());
        if (current && observed.whole()) {
            return new Decision.InSync(id(), release.id() + " is installed and whole");
        }
        return new Decision.Change(
                id(),
                observed.current().isEmpty() ? Action.CREATE : Action.UPDATE,
                List.of(new Difference("release", current ? "(damaged)" : last(observed.current()), release.id())),
                Effect.NONE,
                current ? "a file is missing or changed" : "this jbarman is not the one in use there",
                List.of(new Step.InstallRelease(
                        query.host(), release, "install jbarman " + release.id() + " on " + query.host())));
    }

    private static String last(String path) {
        return path.substring(path.lastIndexOf('/') + 1);
    }
}
