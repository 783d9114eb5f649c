package io.jbarman.compile;

import io.jbarman.plan.ResourceId;
import io.jbarman.resource.Before;
import io.jbarman.resource.Resource;
import io.jbarman.resource.file.FileResource;
import io.jbarman.resource.file.MainConfigResource;
import io.jbarman.resource.runtime.LeftRuntimeResource;
import io.jbarman.resource.runtime.RuntimeResource;
import io.jbarman.resource.runtime.StoppedRuntimeResource;
import io.jbarman.resource.runtime.UnlessShared;
import io.jbarman.resource.software.RemovedReleasesResource;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * What a way back has to heed where a runtime was there before and goes on. Pure.
 *
 * @param back all that is put back
 */
record LeftRuntimes(Map<ResourceId, Resource<?>> back) {
    /** A file that was there before stays loaded, and jbarman itself stays where a runtime goes on with it. */
    Resource<?> asRecorded(Resource<?> one, Map<ResourceId, Before> record) {
        if (one instanceof LeftRuntimeResource left) {
            return left.of(path -> !wasThere(FileResource.id(left.id().owner(), path), record));
        }
        return one instanceof RemovedReleasesResource releases
                        && back.get(RuntimeResource.id(releases.id().owner())) instanceof StoppedRuntimeResource
                ? releases.behindRuntime()
                : one;
    }

    /**
     * What servers of others go by stays: a main file for good, jbarman itself until they have gone, unless a runtime goes
     * on with it anyway.
     *
     * @param made all that is compiled
     */
    Resource<?> unlessShared(Resource<?> one, Map<ResourceId, Resource<?>> made) {
        ResourceId runtime = RuntimeResource.id(one.id().owner());
        boolean releases =
                one instanceof RemovedReleasesResource && !(back.get(runtime) instanceof LeftRuntimeResource);
        return releases || made.get(one.id()) instanceof MainConfigResource
                ? Optional.ofNullable(made.get(runtime))
                        .flatMap(LeftRuntimes::stopped)
                        .<Resource<?>>map(ending -> new UnlessShared<>(one, ending, releases))
                        .orElse(one)
                : one;
    }

    /** How a runtime would be stopped, be it one that is to run or one that is to go. */
    private static Optional<StoppedRuntimeResource> stopped(Resource<?> runtime) {
        if (runtime instanceof RuntimeResource one) {
            return Optional.of(new StoppedRuntimeResource(one, false));
        }
        return runtime instanceof StoppedRuntimeResource one ? Optional.of(one) : Optional.empty();
    }

    private static boolean wasThere(ResourceId file, Map<ResourceId, Before> record) {
        return record.containsKey(file) && !record.get(file).created();
    }

    /**
     * Otherwise than where the runtime ends, its files go before it is told, as it reads them then.
     *
     * @param behind what it goes behind anyway; is changed
     * @param beforeRuntime what the runtime came after
     */
    void reorder(ResourceId id, Set<ResourceId> behind, Predicate<ResourceId> beforeRuntime) {
        ResourceId runtime = RuntimeResource.id(id.owner());
        if (!(back.get(runtime) instanceof LeftRuntimeResource left)) {
            return;
        }
        Set<ResourceId> files = left.files().stream()
                .map(path -> FileResource.id(id.owner(), path))
                .filter(back::containsKey)
                .collect(Collectors.toSet());
        if (id.equals(runtime)) {
            behind.addAll(files);
        } else if (files.contains(id)) {
            behind.removeIf(other -> other.equals(runtime) || beforeRuntime.test(other));
        }
    }
}
