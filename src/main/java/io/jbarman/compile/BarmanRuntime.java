package io.jbarman.compile;

import io.jbarman.facts.barman.RuntimeQuery;
import io.jbarman.facts.barman.ServerFilesQuery;
import io.jbarman.plan.ResourceId;
import io.jbarman.resource.runtime.RuntimeResource;
import io.jbarman.resource.runtime.StoppedRuntimeResource;
import io.jbarman.topology.BarmanHost;
import io.jbarman.topology.Topology;
import io.jbarman.transport.Account;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The runtime of a barmanhost, as it is to run or as it is to be stopped. */
record BarmanRuntime(Topology topology, BarmanHost barman, ControlNode node) {
    /**
     * As it is to run.
     *
     * @param shares what has to be there for each of its servers, by name
     */
    RuntimeResource resource(Set<ResourceId> after, Map<String, Set<ResourceId>> shares) {
        return resource(after, shares, programs().java(), programs().startedBy());
    }

    /** The way to get rid of the one of a barmanhost that is to have none any more. */
    StoppedRuntimeResource stopped() {
        BarmanHost asBefore = barman.supervisedBy(BarmanHost.Supervise.AUTO);
        return new StoppedRuntimeResource(
                new BarmanRuntime(topology, asBefore, node)
                        .resource(BarmanDirectories.afterAccount(barman), Map.of(), Optional.empty(), Optional.empty()),
                false);
    }

    private RuntimeResource resource(
            Set<ResourceId> after,
            Map<String, Set<ResourceId>> shares,
            Optional<String> java,
            Optional<String> startedBy) {
        String launcher = programs().launcher();
        return new RuntimeResource(
                barman.name(),
                barman.user(),
                new RuntimeQuery(barman.host(), Account.named(barman.user()), barman.effectiveRunDirectory(), java),
                new ServerFilesQuery(barman.host(), Account.named(barman.user()), barman.configDirectory()),
                barman.runtime().supervise(),
                launcher,
                startedBy,
                barman.config(),
                new ConfigFiles(topology, barman).unit(launcher, new BarmanDirectories(barman).written()),
                new BarmanFiles(topology, barman).hashes(),
                after,
                shares,
                Set.of());
    }

    private BarmanPrograms programs() {
        return new BarmanPrograms(topology, barman, node);
    }
}
