package io.jbarman.resource.play;

import io.jbarman.facts.FactQuery;
import io.jbarman.facts.Facts;
import io.jbarman.plan.Decision;
import io.jbarman.plan.ResourceId;
import io.jbarman.resource.Resource;
import io.jbarman.resource.WrappingAny;
import io.jbarman.resource.host.CronEntryResource;
import io.jbarman.resource.software.PackageResource;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Something that comes after packages: where one of them is still to be installed, what stands in the way now may be what
 * that brings, and is not known before.
 */
public record BehindSoftware<S>(Resource<S> inner, List<PackageResource> software) implements WrappingAny<S> {
    public BehindSoftware {
        software = List.copyOf(software);
    }

    /** The resource behind those packages. */
    public static <S> Resource<S> of(Resource<S> inner, List<PackageResource> software) {
        return software.isEmpty() ? inner : new BehindSoftware<>(inner, software);
    }

    @Override
    public BehindSoftware<S> around(Resource<S> other) {
        return new BehindSoftware<>(other, software);
    }

    @Override
    public BehindSoftware<S> within(Set<ResourceId> scope) {
        return new BehindSoftware<>(
                inner.within(scope),
                software.stream().filter(one -> scope.contains(one.id())).toList());
    }

    @Override
    public Set<FactQuery<?>> needsToo() {
        return software.stream().flatMap(one -> one.needs().stream()).collect(Collectors.toSet());
    }

    @Override
    public Decision decide(Facts facts) {
        Decision own = inner.decide(facts);
        boolean missing = software.stream().anyMatch(one -> one.decide(facts) instanceof Decision.Change);
        return missing && own instanceof Decision.Conflict conflict && mayYield(facts)
                ? new Decision.Unknown(own.id(), conflict.summary(), conflict.remedy())
                : own;
    }

    /** What somebody wrote into a crontab is there whatever is installed. */
    private boolean mayYield(Facts facts) {
        return !(inner instanceof CronEntryResource entry) || entry.lacksCron(facts);
    }
}
