package io.jbarman.compile;

import io.jbarman.pg.GrantObject;
import io.jbarman.plan.ResourceId;
import io.jbarman.resource.Resource;
import io.jbarman.resource.database.AbsentDatabaseResource;
import io.jbarman.resource.database.DatabaseResource;
import io.jbarman.resource.database.ExtensionResource;
import io.jbarman.resource.database.UntilGone;
import io.jbarman.resource.grant.DeclaredGrantResource;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Collectors;

/** The databases that go by one run, and what goes along with them. Pure. */
record LeavingDatabases(Map<ResourceId, AbsentDatabaseResource> databases) {
    LeavingDatabases {
        databases = Map.copyOf(databases);
    }

    /** Those among what is put back. */
    static LeavingDatabases of(Collection<Resource<?>> back) {
        return new LeavingDatabases(back.stream()
                .filter(AbsentDatabaseResource.class::isInstance)
                .map(AbsentDatabaseResource.class::cast)
                .collect(Collectors.toUnmodifiableMap(AbsentDatabaseResource::id, Function.identity())));
    }

    /** The resource, as long as anything that it is in is there. */
    Resource<?> untilGone(Resource<?> resource) {
        if (resource instanceof ExtensionResource extension) {
            return untilGone(extension, extension.extensions().server(), List.of(extension.database()));
        }
        return resource instanceof DeclaredGrantResource grant
                ? untilGone(grant, grant.query().server(), databasesOf(grant))
                : resource;
    }

    private static List<String> databasesOf(DeclaredGrantResource grant) {
        return grant.wanted().on() == GrantObject.DATABASE
                ? grant.wanted().names()
                : grant.wanted().database().stream().toList();
    }

    private <S> Resource<S> untilGone(Resource<S> resource, String server, List<String> names) {
        List<AbsentDatabaseResource> going = names.stream()
                .map(name -> databases.get(DatabaseResource.id(server, name)))
                .filter(Objects::nonNull)
                .toList();
        return going.isEmpty() || going.size() < names.size() ? resource : new UntilGone<>(resource, going);
    }
}
