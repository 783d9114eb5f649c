package io.jbarman.topology;

import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Declared settings leave room for what the barmanhost needs (PostgreSQL: "Replication", "Write Ahead Log"). */
final class SettingsAllowStreaming implements Rule {
    @Override
    public void check(Topology topology, Findings findings) {
        for (BarmanHost barman : topology.barman().values()) {
            for (ArchivedServer archived : barman.servers().values()) {
                PostgresServer server = topology.postgres().get(archived.name());
                if (server != null && archived.streamingArchiver()) {
                    check(server, archived, findings);
                }
            }
        }
    }

    private static void check(PostgresServer server, ArchivedServer archived, Findings findings) {
        for (Map.Entry<String, SettingDemand> setting : server.settings().entrySet()) {
            needed(setting, archived)
                    .ifPresent(need -> findings.error(
                            "contradiction",
                            Paths.server(server) + ".settings." + setting.getKey(),
                            setting.getKey() + " must be " + need + ", since '" + server.name()
                                    + "' is archived by streaming",
                            "leave it out: jbarman raises it where it is too low, and never lowers it"));
        }
    }

    private static Optional<String> needed(Map.Entry<String, SettingDemand> setting, ArchivedServer archived) {
        String value = setting.getValue() instanceof SettingDemand.Exactly exactly ? exactly.value() : "";
        return switch (setting.getKey().toLowerCase(Locale.ROOT)) {
            case "wal_level" -> need(value.equalsIgnoreCase("minimal"), "replica or logical");
            case "max_wal_senders" -> need(value.equals("0"), "at least 1");
            case "max_replication_slots" ->
                need(value.equals("0") && archived.slotName().isPresent(), "at least 1");
            default -> Optional.empty();
        };
    }

    private static Optional<String> need(boolean violated, String words) {
        return violated ? Optional.of(words) : Optional.empty();
    }
}
