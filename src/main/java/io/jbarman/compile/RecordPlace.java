package io.jbarman.compile;

import io.jbarman.plan.ResourceId;
import io.jbarman.resource.Resource;
import io.jbarman.resource.file.DirectoryResource;
import io.jbarman.resource.runtime.AccountResource;
import io.jbarman.topology.Topology;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Where the last-applied record is kept: it comes first, since what is made has to be written down beforehand. Pure. */
public final class RecordPlace {
    private RecordPlace() {}

    /** The account and home of the first barmanhost of the document; nothing where there is none. */
    public static Set<ResourceId> of(Topology topology) {
        return topology.barman().values().stream()
                .findFirst()
                .map(barman -> Set.of(
                        AccountResource.id(barman.name(), barman.user()),
                        DirectoryResource.id(barman.name(), barman.home())))
                .orElse(Set.of());
    }

    static List<Resource<?>> first(Topology topology, List<Resource<?>> resources) {
        Set<ResourceId> place = of(topology);
        List<Resource<?>> ordered = new ArrayList<>();
        resources.stream().filter(one -> place.contains(one.id())).forEach(ordered::add);
        resources.stream().filter(one -> !place.contains(one.id())).forEach(ordered::add);
        return List.copyOf(ordered);
    }
}
