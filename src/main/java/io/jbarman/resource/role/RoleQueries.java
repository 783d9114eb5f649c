package io.jbarman.resource.role;

import io.jbarman.facts.Fact;
import io.jbarman.facts.FactQuery;
import io.jbarman.facts.Facts;
import io.jbarman.facts.role.RolePasswordsQuery;
import io.jbarman.facts.role.RolesQuery;
import io.jbarman.facts.server.Identity;
import io.jbarman.facts.server.IdentityQuery;
import io.jbarman.facts.setting.OwnValue;
import io.jbarman.facts.setting.OwnValuesQuery;
import io.jbarman.facts.setting.Settings;
import io.jbarman.facts.setting.SettingsQuery;
import io.jbarman.resource.Observation;
import io.jbarman.secret.Secret;
import io.jbarman.topology.RoleDemand;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What has to be known to decide about the roles of one server.
 *
 * @param names of all roles that the topology has anything to say about, so that all are asked about at once
 */
public record RoleQueries(String server, List<String> names) {
    public RoleQueries {
        names = List.copyOf(names);
    }

    /** The roles themselves. */
    public RolesQuery roles() {
        return new RolesQuery(server, names);
    }

    private IdentityQuery identity() {
        return new IdentityQuery(server);
    }

    private RolePasswordsQuery passwords() {
        return new RolePasswordsQuery(server, names);
    }

    private OwnValuesQuery ownValues() {
        return new OwnValuesQuery(server);
    }

    private SettingsQuery settings() {
        return new SettingsQuery(server);
    }

    /** The questions about one of them. */
    Set<FactQuery<?>> about(RoleDemand wanted) {
        Set<FactQuery<?>> needs = new HashSet<>(Set.of(identity(), roles()));
        if (wanted.password().isPresent()) {
            needs.add(passwords());
        }
        if (!wanted.settings().isEmpty()) {
            needs.add(ownValues());
            needs.add(settings());
        }
        return needs;
    }

    /** The answers. */
    Observation<RoleState> observe(RoleDemand wanted, Optional<Secret> password, Facts facts) {
        PasswordState stored = password(wanted, password, facts);
        return Observation.of(facts.get(identity()))
                .map(Identity::version)
                .then(version -> Observation.of(facts.get(roles()))
                        .map(found -> RoleState.of(version, found.find(wanted.name()), stored)))
                .then(state -> wanted.settings().isEmpty() ? new Observation.Seen<>(state) : settings(state, facts));
    }

    private Observation<RoleState> settings(RoleState state, Facts facts) {
        Observation<Settings> running = Observation.of(facts.get(settings()));
        Observation<List<OwnValue>> own = Observation.of(facts.get(ownValues()));
        return running.then(known ->
                own.map(values -> new RoleState(state.version(), state.role(), state.password(), values, known)));
    }

    private PasswordState password(RoleDemand wanted, Optional<Secret> password, Facts facts) {
        if (wanted.password().isEmpty()) {
            return PasswordState.UNMANAGED;
        }
        if (!(facts.get(passwords()) instanceof Fact.Known<Map<String, Secret>> stored)) {
            return PasswordState.UNCHECKED;
        }
        return Optional.ofNullable(stored.value().get(wanted.name()))
                .map(verifier -> password.map(clear -> StoredPassword.compare(wanted.name(), clear, verifier))
                        .orElse(PasswordState.UNCHECKED))
                .orElse(PasswordState.ABSENT);
    }
}
