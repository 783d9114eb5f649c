package io.jbarman.resource.role;

import io.jbarman.facts.FactQuery;
import io.jbarman.facts.Facts;
import io.jbarman.plan.Action;
import io.jbarman.plan.Decision;
import io.jbarman.plan.Effect;
import io.jbarman.plan.ResourceId;
import io.jbarman.plan.SecretText;
import io.jbarman.plan.Step;
import io.jbarman.resource.Observation;
import io.jbarman.resource.Resource;
import io.jbarman.resource.Want;
import io.jbarman.resource.Wants;
import io.jbarman.topology.RoleDemand;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The settings that a role has in one database. Apart from the role, since the database may be the role's own and so
 * come after it.
 *
 * @param wanted the role with nothing but these settings
 */
public record RoleSettingsResource(RoleQueries queries, RoleDemand wanted, String database)
        implements Resource<RoleState> {
    @Override
    public ResourceId id() {
        return new ResourceId(queries.server(), "role-settings", wanted.name() + "." + database);
    }

    @Override
    public String demand() {
        return wanted.toString();
    }

    @Override
    public List<Want> wants() {
        Wants wants = new Wants();
        wanted.settings()
                .forEach(one -> wants.put("setting " + one.name(), one.value().orElse("(none)")));
        return wants.list();
    }

    @Override
    public Set<ResourceId> after() {
        return Set.of(
                RoleResource.id(queries.server(), wanted.name()),
                new ResourceId(queries.server(), "database", database));
    }

    @Override
    public Set<FactQuery<?>> needs() {
        return queries.about(wanted);
    }

    @Override
    public Observation<RoleState> observe(Facts facts) {
        return queries.observe(wanted, Optional.empty(), facts);
    }

    @Override
    public Decision decide(RoleState observed) {
        OwnSettings settings = new OwnSettings(wanted.name(), wanted.settings(), observed);
        Optional<Refusal> refusal = settings.refusal();
        if (refusal.isPresent()) {
            return refusal.get().of(id());
        }
        List<Deviation> deviations = settings.deviations();
        if (deviations.isEmpty()) {
            return new Decision.InSync(id(), "its settings in database " + database + " are as declared");
        }
        return new Decision.Change(
                id(),
                settings.hasNone() ? Action.CREATE : Action.UPDATE,
                deviations.stream().map(Deviation::difference).toList(),
                Effect.NONE,
                "the role's settings in database " + database + " differ",
                List.of(new Step.RunSql(
                        queries.server(),
                        Optional.empty(),
                        deviations.stream()
                                .flatMap(one -> one.statements().stream())
                                .map(SecretText::plain)
                                .toList(),
                        "set what role \"" + wanted.name() + "\" has in database " + database + " of "
                                + queries.server())));
    }
}
