package io.jbarman.topology;

import io.jbarman.topology.RoleDemand.OwnSetting;
import java.util.Optional;

/** Settings have a name that some PostgreSQL knows, or that of their version. Only a server can be sure: it is a warning. */
final class SettingsAreKnown implements Rule {
    @Override
    public void check(Topology topology, Findings findings) {
        boolean any = topology.postgres().values().stream()
                .anyMatch(server -> !server.settings().isEmpty()
                        || server.contents().roles().values().stream()
                                .anyMatch(role -> !role.settings().isEmpty()));
        if (any) {
            SettingNames names = SettingNames.read();
            topology.postgres().values().forEach(server -> check(server, names, findings));
        }
    }

    private static void check(PostgresServer server, SettingNames names, Findings findings) {
        String path = Paths.server(server);
        for (String name : server.settings().keySet()) {
            check(name, server.version(), path + ".settings." + name, names, findings);
        }
        for (RoleDemand role : server.contents().roles().values()) {
            for (OwnSetting setting : role.settings()) {
                String in = setting.database()
                        .map(database -> ".in_database." + database + ".")
                        .orElse(".settings.");
                check(
                        setting.name(),
                        server.version(),
                        path + ".roles." + role.name() + in + setting.name(),
                        names,
                        findings);
            }
        }
    }

    private static void check(
            String name, Optional<Integer> major, String path, SettingNames names, Findings findings) {
        names.problem(name, major)
                .ifPresent(summary -> findings.warning("unknown-setting", path, summary, names.remedy(name, major)));
    }
}
