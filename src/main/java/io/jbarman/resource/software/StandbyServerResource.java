package io.jbarman.resource.software;

import io.jbarman.facts.FactQuery;
import io.jbarman.facts.Facts;
import io.jbarman.facts.server.ServerSystem;
import io.jbarman.facts.server.ServerSystemQuery;
import io.jbarman.facts.software.PostgresQuery;
import io.jbarman.facts.software.SoftwareFact.Tool;
import io.jbarman.plan.Action;
import io.jbarman.plan.Decision;
import io.jbarman.plan.Difference;
import io.jbarman.plan.Effect;
import io.jbarman.plan.ResourceId;
import io.jbarman.resource.Observation;
import io.jbarman.resource.Resource;
import io.jbarman.resource.server.ServerResource;
import java.util.List;
import java.util.Set;

/**
 * That a standby's host has PostgreSQL of its primary's version, without a cluster. It is installed where there is none of
 * any version: what is there already is people's, and the standby itself tells what it lacks.
 *
 * @param owner the standby's name in addresses
 */
public record StandbyServerResource(String owner, PostgresQuery software, ServerSystemQuery primary)
        implements Resource<StandbyServerState> {
    @Override
    public ResourceId id() {
        return PackageResource.id(owner, PackageRecipe.SERVER);
    }

    @Override
    public String demand() {
        return "is there";
    }

    @Override
    public Set<ResourceId> after() {
        return Set.of(ServerResource.id(primary.server()));
    }

    @Override
    public boolean reveals() {
        return true;
    }

    @Override
    public Set<FactQuery<?>> needs() {
        return Set.of(software, primary);
    }

    /** Where something is there, a primary that cannot be asked is nothing to wait for. */
    @Override
    public Observation<StandbyServerState> observe(Facts facts) {
        return Observation.of(facts.get(software))
                .then(seen -> seen.found().isPresent()
                        ? new Observation.Seen<>(new StandbyServerState(seen, 0))
                        : Observation.of(facts.get(primary))
                                .map(ServerSystem::major)
                                .map(major -> new StandbyServerState(seen, major)));
    }

    @Override
    public Decision decide(StandbyServerState observed) {
        if (observed.software().found().isPresent()) {
            return new Decision.InSync(id(), observed.software().found().get());
        }
        int major = observed.major();
        if (observed.software().tool().filter(Tool.APT::equals).isEmpty()) {
            return new Decision.Conflict(
                    id(),
                    "there is no PostgreSQL server on " + software.host() + ", and no apt-get to install it",
                    "Install PostgreSQL " + major + " and its client programs by hand, without a cluster, then apply"
                            + " again.");
        }
        return new Decision.Change(
                id(),
                Action.CREATE,
                List.of(new Difference("packages", "", "postgresql-" + major)),
                Effect.NONE,
                "there is no PostgreSQL server on " + software.host(),
                PackageRecipe.withoutCluster(software.host(), major));
    }
}
