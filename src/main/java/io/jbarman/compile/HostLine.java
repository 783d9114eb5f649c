package io.jbarman.compile;

import io.jbarman.plan.ResourceId;
import io.jbarman.resource.Reordered;
import io.jbarman.resource.Resource;
import io.jbarman.resource.play.BehindSoftware;
import io.jbarman.resource.play.HandlerResource;
import io.jbarman.resource.software.PackageResource;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** What one host does for its plays, one after the other. Confined to one compilation. */
final class HostLine {
    private final Handlers handlers;
    private final List<PackageResource> software = new ArrayList<>();
    private Optional<ResourceId> before = Optional.empty();

    HostLine(Handlers handlers) {
        this.handlers = handlers;
    }

    /** The resource as it is in the line. */
    Resource<?> next(Resource<?> one) {
        Set<ResourceId> after = new HashSet<>(one.after());
        software.forEach(each -> after.add(each.id()));
        before.ifPresent(after::add);
        before = Optional.of(one.id());
        Resource<?> itself = one instanceof HandlerResource handler ? handlers.deciding(handler) : behind(one);
        return new Reordered<>(handlers.notifying(itself), after);
    }

    private Resource<?> behind(Resource<?> one) {
        Resource<?> behind = handlers.declared(BehindSoftware.of(one, software));
        if (one instanceof PackageResource installed) {
            software.add(installed);
        }
        return behind;
    }
}
