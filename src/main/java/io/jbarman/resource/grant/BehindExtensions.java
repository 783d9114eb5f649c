package io.jbarman.resource.grant;

import io.jbarman.facts.FactQuery;
import io.jbarman.facts.Facts;
import io.jbarman.facts.grant.GrantTarget;
import io.jbarman.plan.Decision;
import io.jbarman.plan.ResourceId;
import io.jbarman.resource.Resource;
import io.jbarman.resource.WrappingAny;
import io.jbarman.resource.database.ExtensionResource;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Privileges in a database that the document also gives extensions: where one of these is still to be made, what it
 * brings cannot be seen yet, and belongs to all tables or functions of a schema as much as any other (PostgreSQL:
 * "Packaging Related Objects into an Extension"). What is wrong whatever it brings is told at once.
 *
 * @param extensions those of the same database
 */
public record BehindExtensions(
        Resource<DeclaredGrantResource.State> inner, DeclaredGrantResource grant, List<ExtensionResource> extensions)
        implements WrappingAny<DeclaredGrantResource.State> {
    public BehindExtensions {
        extensions = List.copyOf(extensions);
    }

    /** The grant behind those extensions. */
    public static Resource<?> of(DeclaredGrantResource grant, List<ExtensionResource> extensions) {
        return extensions.isEmpty() ? grant : new BehindExtensions(grant, grant, extensions);
    }

    @Override
    public BehindExtensions around(Resource<DeclaredGrantResource.State> other) {
        return new BehindExtensions(other, grant, extensions);
    }

    @Override
    public BehindExtensions within(Set<ResourceId> scope) {
        return new BehindExtensions(
                inner.within(scope),
                grant,
                extensions.stream().filter(one -> scope.contains(one.id())).toList());
    }

    @Override
    public Set<ResourceId> after() {
        Set<ResourceId> after = new HashSet<>(inner.after());
        extensions.forEach(one -> after.add(one.id()));
        return after;
    }

    @Override
    public Set<FactQuery<?>> needsToo() {
        return extensions.stream().flatMap(one -> one.needs().stream()).collect(Collectors.toSet());
    }

    @Override
    public Decision decide(Facts facts) {
        Decision own = inner.decide(facts);
        Optional<ExtensionResource> coming = extensions.stream()
                .filter(one -> one.decide(facts) instanceof Decision.Change)
                .filter(one -> !one.wanted().absent())
                .findFirst();
        if (coming.isEmpty() || own instanceof Decision.Unknown) {
            return own;
        }
        if (own instanceof Decision.Conflict conflict) {
            return grant.lacksObjects(facts)
                    ? new Decision.Unknown(own.id(), conflict.summary(), conflict.remedy())
                    : own;
        }
        return isOfAll()
                ? new Decision.Unknown(
                        own.id(),
                        "what extension " + coming.get().wanted().name() + " brings is not there yet",
                        "Apply makes it, and then looks.")
                : own;
    }

    private boolean isOfAll() {
        return DeclaredGrantResource.targets(grant.wanted()).stream()
                .anyMatch(target -> target.name().equals(GrantTarget.ALL));
    }
}
