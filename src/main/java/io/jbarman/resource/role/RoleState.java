package io.jbarman.resource.role;

import io.jbarman.facts.role.Role;
import io.jbarman.facts.setting.OwnValue;
import io.jbarman.facts.setting.Settings;
import io.jbarman.pg.ServerVersion;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What is observed of a role.
 *
 * @param role empty if there is none
 * @param ownValues of all roles and databases, where they are asked for
 * @param running the settings that the server knows, where they are asked for
 */
public record RoleState(
        ServerVersion version,
        Optional<Role> role,
        PasswordState password,
        List<OwnValue> ownValues,
        Settings running) {
    public RoleState {
        ownValues = List.copyOf(ownValues);
    }

    /** The same with so many sessions of the role less. */
    RoleState withoutSessions(int count) {
        return new RoleState(version, role.map(one -> one.withoutSessions(count)), password, ownValues, running);
    }

    /** One about which no settings were asked. */
    public static RoleState of(ServerVersion version, Optional<Role> role, PasswordState password) {
        return new RoleState(version, role, password, List.of(), new Settings(Map.of()));
    }
}
