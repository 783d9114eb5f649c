package io.jbarman.resource.runtime;

import io.jbarman.facts.FactQuery;
import io.jbarman.facts.Facts;
import io.jbarman.facts.barman.BarmanCronQuery;
import io.jbarman.plan.Decision;
import io.jbarman.plan.ResourceId;
import io.jbarman.resource.Observation;
import io.jbarman.resource.Resource;
import java.util.List;
import java.util.Set;

/**
 * That no {@code barman cron} runs over the same configuration: each minute it would start a receiver and an archiver of
 * its own for our servers.
 */
public record CronResource(String owner, BarmanCronQuery cron, Set<ResourceId> after)
        implements Resource<List<String>> {
    public CronResource {
        after = Set.copyOf(after);
    }

    /** The address of Barman's schedule. */
    public static ResourceId id(String owner) {
        return new ResourceId(owner, "cron", "barman");
    }

    @Override
    public ResourceId id() {
        return id(owner);
    }

    @Override
    public String demand() {
        return "no barman cron";
    }

    @Override
    public Set<FactQuery<?>> needs() {
        return Set.of(cron);
    }

    @Override
    public Observation<List<String>> observe(Facts facts) {
        return Observation.of(facts.get(cron));
    }

    @Override
    public Decision decide(List<String> observed) {
        if (observed.isEmpty()) {
            return new Decision.InSync(id(), "no barman cron is scheduled");
        }
        return new Decision.Conflict(
                id(),
                "barman cron is scheduled in " + String.join(" and ", observed) + " and reads " + cron.config()
                        + ": it would run its own receivers beside jbarman's",
                "Comment the line out (or disable the timer), or give this barmanhost a config and config_directory of"
                        + " its own.");
    }
}
