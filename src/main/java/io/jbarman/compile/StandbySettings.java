package io.jbarman.compile;

import io.jbarman.facts.standby.StandbyHostQuery;
import io.jbarman.resource.setting.Floor;
import io.jbarman.resource.setting.SettingQueries;
import io.jbarman.resource.setting.SettingResource;
import io.jbarman.resource.setting.WantedSetting;
import io.jbarman.topology.PostgresServer;
import io.jbarman.topology.Replication;
import io.jbarman.topology.SettingDemand;
import io.jbarman.topology.Topology;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * The settings of a standby: its own, and the primary's, so that it can take the primary's place. What would have to be
 * at least the primary's is never lowered here.
 */
record StandbySettings(Topology topology, PostgresServer primary, PostgresServer standby) {
    private static final List<String> AT_LEAST_AS_THE_PRIMARY = StandbyHostQuery.AT_LEAST_AS_THE_PRIMARY;

    /** Of a place, or a matter of the primary's alone. */
    private static final Set<String> NOT_SHARED = Set.of(
            "hot_standby",
            "listen_addresses",
            "port",
            "primary_conninfo",
            "primary_slot_name",
            SettingResource.SYNCHRONOUS,
            "unix_socket_directories");

    List<SettingResource> resources(SettingQueries queries) {
        List<WantedSetting> wanted = new ArrayList<>(own());
        AT_LEAST_AS_THE_PRIMARY.stream().map(this::asThePrimary).forEach(wanted::add);
        primary.settings().entrySet().stream()
                .filter(setting -> !isOthers(setting.getKey().toLowerCase(Locale.ROOT)))
                .map(setting -> WantedSetting.declared(setting.getKey().toLowerCase(Locale.ROOT), setting.getValue()))
                .forEach(wanted::add);
        return wanted.stream()
                .map(one -> new SettingResource(standby.name(), queries, one))
                .toList();
    }

    /** Under both names where a setting has two: a server knows one of them. */
    List<String> shared() {
        Set<String> names = new TreeSet<>(AT_LEAST_AS_THE_PRIMARY);
        primary.settings().keySet().stream()
                .map(name -> name.toLowerCase(Locale.ROOT))
                .filter(name -> !NOT_SHARED.contains(name))
                .forEach(names::add);
        if (names.contains("wal_keep_size") || names.contains("wal_keep_segments")) {
            names.addAll(Set.of("wal_keep_size", "wal_keep_segments"));
        }
        return List.copyOf(names);
    }

    private static boolean isOthers(String name) {
        return NOT_SHARED.contains(name) || AT_LEAST_AS_THE_PRIMARY.contains(name);
    }

    /** For nobody commits wait on a standby, and on one that is promoted for nobody that follows another one. */
    private List<WantedSetting> own() {
        Replication replication = primary.replication().orElseThrow();
        String conninfo =
                new Following(topology, standby, primary).conninfo(replication).format();
        String slot = Optional.ofNullable(primary.standbys().get(standby.name()))
                .map(one -> one.slot().value())
                .orElseThrow();
        return List.of(
                exactly("hot_standby", "on"),
                exactly("primary_conninfo", conninfo),
                exactly("primary_slot_name", slot),
                exactly(SettingResource.SYNCHRONOUS, ""));
    }

    private static WantedSetting exactly(String name, String value) {
        return WantedSetting.declared(name, new SettingDemand.Exactly(value));
    }

    /** What the primary is declared to have of those that are a floor here; 0 where nothing is. */
    Map<String, Long> floors() {
        Map<String, Long> floors = new TreeMap<>();
        AT_LEAST_AS_THE_PRIMARY.forEach(name -> floors.put(name, declared(name)));
        return floors;
    }

    private WantedSetting asThePrimary(String name) {
        return WantedSetting.implied(
                name, new Floor.AsThePrimary(name, declared(name), "no less than " + primary.name() + " has"));
    }

    private long declared(String name) {
        return primary.settings().entrySet().stream()
                .filter(setting -> setting.getKey().equalsIgnoreCase(name))
                .map(Map.Entry::getValue)
                .mapToLong(StandbySettings::number)
                .max()
                .orElse(0);
    }

    private static long number(SettingDemand demand) {
        if (demand instanceof SettingDemand.AtLeast least) {
            return least.value();
        }
        String text = ((SettingDemand.Exactly) demand).value();
        return text.matches("\\d{1,18}") ? Long.parseLong(text) : 0;
    }
}
