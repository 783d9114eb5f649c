package io.jbarman.compile;

import io.jbarman.resource.Before;
import io.jbarman.resource.Before.Addition;
import io.jbarman.resource.Resource;
import io.jbarman.resource.database.AbsentDatabaseResource;
import io.jbarman.resource.database.DatabaseResource;
import io.jbarman.resource.database.ExtensionResource;
import io.jbarman.resource.file.AbsentFileResource;
import io.jbarman.resource.file.AdoptedFileResource;
import io.jbarman.resource.file.FileResource;
import io.jbarman.resource.file.FormerSectionResource;
import io.jbarman.resource.file.MainConfigResource;
import io.jbarman.resource.grant.DeclaredGrantResource;
import io.jbarman.resource.grant.GrantResource;
import io.jbarman.resource.grant.RevokedGrantResource;
import io.jbarman.resource.hba.HbaResource;
import io.jbarman.resource.hba.RemovedRulesResource;
import io.jbarman.resource.passfile.PassfileResource;
import io.jbarman.resource.passfile.RemovedLinesResource;
import io.jbarman.resource.role.AbsentRoleResource;
import io.jbarman.resource.role.RoleResource;
import io.jbarman.resource.role.RoleSettingsResource;
import io.jbarman.resource.runtime.LeftRuntimeResource;
import io.jbarman.resource.runtime.RuntimeResource;
import io.jbarman.resource.runtime.StoppedRuntimeResource;
import io.jbarman.resource.slot.AbsentSlotResource;
import io.jbarman.resource.slot.SlotResource;
import io.jbarman.resource.software.ReleaseResource;
import io.jbarman.resource.software.RemovedReleasesResource;
import io.jbarman.resource.trust.AbsentScriptResource;
import io.jbarman.resource.trust.AuthorizedKeyResource;
import io.jbarman.resource.trust.DeclaredHostResource;
import io.jbarman.resource.trust.DeclaredKeyResource;
import io.jbarman.resource.trust.ForgottenHostResource;
import io.jbarman.resource.trust.FormerHostResource;
import io.jbarman.resource.trust.FormerKeyResource;
import io.jbarman.resource.trust.KnownHostResource;
import io.jbarman.resource.trust.OwnKeyResource;
import io.jbarman.resource.trust.OwnLoginResource;
import io.jbarman.resource.trust.RemovedKeyResource;
import io.jbarman.resource.trust.ScriptResource;
import io.jbarman.resource.trust.ShutOutKeyResource;
import io.jbarman.resource.trust.TakenKeyResource;
import io.jbarman.topology.DatabaseDemand;
import io.jbarman.topology.ExtensionDemand;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Kind by kind, what puts things back to what was there before jbarman. Pure. */
final class Reversals {
    private Reversals() {}

    /** Empty if nothing of the resource is ours, or its kind stays where it is. */
    static Optional<Resource<?>> of(Resource<?> made, Before before) {
        return ofContents(made, before)
                .or(() -> ofHost(made, before))
                .or(() -> SystemReversals.of(made, before))
                .or(() -> ofTrust(made, before));
    }

    private static Optional<Resource<?>> ofContents(Resource<?> made, Before before) {
        if (made instanceof RoleResource role) {
            return role(role, before);
        }
        if (made instanceof RoleSettingsResource settings) {
            return RoleBefore.settings(settings.wanted().name(), Optional.of(settings.database()), before)
                    .map(demand -> new RoleSettingsResource(settings.queries(), demand, settings.database()));
        }
        if (made instanceof GrantResource grant) {
            return some(before.added().stream().map(Addition::attribute).toList())
                    .map(granted -> new RevokedGrantResource(grant, Set.copyOf(granted)));
        }
        if (made instanceof DeclaredGrantResource grant) {
            return grant.reversed(before.changed());
        }
        if (made instanceof DatabaseResource database) {
            return database(database, before);
        }
        if (made instanceof ExtensionResource extension) {
            return extension(extension, before);
        }
        return made instanceof SlotResource slot && before.created()
                ? Optional.of(new AbsentSlotResource(slot.slots(), slot.name(), false))
                : Optional.empty();
    }

    private static Optional<Resource<?>> ofHost(Resource<?> made, Before before) {
        if (made instanceof HbaResource hba) {
            return some(before.added().stream().map(Addition::value).toList())
                    .map(lines -> new RemovedRulesResource(hba.file(), hba.host(), hba.account(), lines));
        }
        if (made instanceof RuntimeResource runtime) {
            return runtime(runtime, before);
        }
        if (made instanceof StoppedRuntimeResource stopped && before.created()) {
            return Optional.of(stopped);
        }
        if (made instanceof AdoptedFileResource file) {
            return adopted(file, before);
        }
        if (made instanceof FileResource file && before.created()) {
            return Optional.of(new AbsentFileResource(file, false));
        }
        if (made instanceof MainConfigResource file && before.created()) {
            return Optional.of(new AbsentFileResource(file.created(), false));
        }
        if (made instanceof PassfileResource passfile) {
            return some(before.added().stream().map(Addition::attribute).toList())
                    .map(keys -> new RemovedLinesResource(passfile, keys, before.created()));
        }
        return Optional.empty();
    }

    private static Optional<Resource<?>> runtime(RuntimeResource runtime, Before before) {
        if (before.created()) {
            return Optional.of(new StoppedRuntimeResource(runtime, false));
        }
        return before.isOurs()
                ? Optional.of(new LeftRuntimeResource(runtime, runtime.files().keySet()))
                : Optional.empty();
    }

    /** What people wrote before us is theirs again. */
    private static Optional<Resource<?>> adopted(AdoptedFileResource file, Before before) {
        if (before.created()) {
            return Optional.of(new AbsentFileResource(file.written(), false));
        }
        return before.isOurs() ? Optional.of(new FormerSectionResource(file, before, false)) : Optional.empty();
    }

    private static Optional<Resource<?>> ofTrust(Resource<?> made, Before before) {
        if (!before.isOurs()) {
            return Optional.empty();
        }
        if (made instanceof KnownHostResource known) {
            return Optional.of(new ForgottenHostResource(
                    known, before.added().stream().map(Addition::attribute).toList()));
        }
        if (made instanceof AuthorizedKeyResource key) {
            return Optional.of(new ShutOutKeyResource(key));
        }
        if (made instanceof DeclaredHostResource host) {
            return host.wanted().absent() || !hasNew(before)
                    ? Optional.empty()
                    : Optional.of(new FormerHostResource(host, before.changed()));
        }
        if (made instanceof DeclaredKeyResource key) {
            return declared(key, before);
        }
        if (made instanceof OwnKeyResource key) {
            return Optional.of(new RemovedKeyResource(key));
        }
        if (made instanceof ScriptResource script) {
            return Optional.of(new AbsentScriptResource(script));
        }
        return made instanceof ReleaseResource release && before.created()
                ? Optional.of(new RemovedReleasesResource(release, false))
                : Optional.empty();
    }

    private static boolean hasNew(Before before) {
        return before.created() || !before.added().isEmpty();
    }

    /** One that was to go is not let in again. */
    private static Optional<Resource<?>> declared(DeclaredKeyResource key, Before before) {
        if (key.wanted().absent()) {
            return Optional.empty();
        }
        return before.created()
                ? Optional.of(OwnLoginResource.guarding(new TakenKeyResource(key), key))
                : before.of(DeclaredKeyResource.OPTIONS)
                        .flatMap(key::before)
                        .map(one -> OwnLoginResource.guarding(new FormerKeyResource(key, one), key));
    }

    private static Optional<Resource<?>> role(RoleResource role, Before before) {
        String name = role.wanted().name();
        return before.created()
                ? Optional.of(AbsentRoleResource.of(role.queries(), RoleBefore.gone(name)))
                : RoleBefore.of(name, before).map(demand -> new RoleResource(role.queries(), demand, Optional.empty()));
    }

    private static Optional<Resource<?>> database(DatabaseResource made, Before before) {
        if (before.created()) {
            return Optional.of(
                    new AbsentDatabaseResource(made.databases(), made.wanted().name(), false));
        }
        Optional<String> owner = before.of("owner");
        Optional<Integer> limit = before.of("connection limit").map(Integer::valueOf);
        Optional<String> comment = before.of("comment").map(RoleBefore::text);
        return before.changed().isEmpty()
                ? Optional.empty()
                : Optional.of(new DatabaseResource(
                        made.databases(),
                        new DatabaseDemand(
                                made.wanted().name(),
                                owner,
                                Optional.empty(),
                                Optional.empty(),
                                Optional.empty(),
                                Optional.empty(),
                                limit,
                                comment,
                                false)));
    }

    private static Optional<Resource<?>> extension(ExtensionResource made, Before before) {
        ExtensionDemand wanted = made.wanted();
        return before.created() && !wanted.absent()
                ? Optional.of(new ExtensionResource(
                        made.extensions(),
                        new ExtensionDemand(
                                wanted.name(), wanted.databases(), Optional.empty(), Optional.empty(), true),
                        made.database(),
                        false))
                : Optional.empty();
    }

    private static Optional<List<String>> some(List<String> texts) {
        return texts.isEmpty() ? Optional.empty() : Optional.of(texts);
    }
}
