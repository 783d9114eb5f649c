package io.jbarman.compile;

import io.jbarman.config.Conninfo;
import io.jbarman.pg.SlotName;
import io.jbarman.plan.ResourceId;
import io.jbarman.resource.runtime.RuntimeResource;
import io.jbarman.resource.setting.Floor;
import io.jbarman.resource.setting.SettingQueries;
import io.jbarman.resource.setting.SettingResource;
import io.jbarman.resource.setting.WantedSetting;
import io.jbarman.resource.standby.StandbyResource;
import io.jbarman.topology.ArchivedServer;
import io.jbarman.topology.PostgresServer;
import io.jbarman.topology.SlotDemand;
import io.jbarman.topology.Standby;
import io.jbarman.topology.Topology;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** The settings that a document declares for a server, and those that follow from who archives it. */
record ServerSettings(Topology topology, PostgresServer server, List<Archiver> archivers) {

    List<SettingResource> resources(SettingQueries queries) {
        Map<String, WantedSetting> byName = new LinkedHashMap<>();
        floors().forEach(wanted -> byName.merge(wanted.name(), wanted, WantedSetting::and));
        server.settings().forEach((name, demand) -> {
            String lower = name.toLowerCase(Locale.ROOT);
            byName.merge(lower, WantedSetting.notBelowUse(lower, demand), WantedSetting::and);
        });
        return byName.values().stream()
                .map(wanted -> new SettingResource(server.name(), queries, wanted, behind(wanted)))
                .toList();
    }

    /** Everything whose streaming commits may come to wait for is there before. */
    private Set<ResourceId> behind(WantedSetting wanted) {
        if (!wanted.name().equals(SettingResource.SYNCHRONOUS)) {
            return Set.of();
        }
        Set<ResourceId> behind = new HashSet<>();
        server.standbys().keySet().forEach(name -> behind.add(StandbyResource.id(name)));
        archivers.forEach(
                archiver -> behind.add(RuntimeResource.id(archiver.barman().name())));
        return behind;
    }

    private List<WantedSetting> floors() {
        List<WantedSetting> floors = new ArrayList<>();
        List<String> receivers = Stream.concat(
                        archivers.stream()
                                .map(Archiver::archived)
                                .filter(ArchivedServer::streamingArchiver)
                                .map(ArchivedServer::streamingArchiverName),
                        server.standbys().keySet().stream())
                .toList();
        List<String> slots = Stream.concat(
                        archivers.stream().flatMap(archiver -> archiver.archived().slotName().stream()),
                        Stream.concat(
                                server.standbys().values().stream().map(Standby::slot),
                                server.contents().slots().values().stream()
                                        .filter(slot -> !slot.absent())
                                        .map(SlotDemand::name)))
                .map(SlotName::value)
                .distinct()
                .toList();
        if (archivers.stream()
                .anyMatch(archiver -> archiver.archived().archiveCommand().isPresent())) {
            floors.add(WantedSetting.implied("archive_mode", new Floor.ArchiveMode("WAL is sent by archive_command")));
        }
        if (receivers.isEmpty()
                && archivers.stream().anyMatch(archiver -> archiver.archived().archiver())) {
            floors.add(WantedSetting.implied("wal_level", new Floor.WalLevel("WAL is archived")));
        }
        if (!receivers.isEmpty()) {
            floors.add(WantedSetting.implied("wal_level", new Floor.WalLevel("WAL is streamed")));
            floors.add(WantedSetting.implied(
                    "max_wal_senders", new Floor.Senders(receivers, "what is connected, each receiver, and one more")));
        }
        if (!slots.isEmpty()) {
            floors.add(WantedSetting.implied(
                    "max_replication_slots",
                    new Floor.ReplicationSlots(slots, "the slots there are, ours, and one more")));
        }
        listening().ifPresent(floors::add);
        return floors;
    }

    /** The first barmanhost from elsewhere counts; if all are on the server's own machine, localhost will do. */
    private Optional<WantedSetting> listening() {
        List<String> targets = Stream.concat(
                        archivers.stream()
                                .filter(archiver -> ServerRoles.managed(
                                                archiver.archived().conninfo())
                                        .isPresent())
                                .map(archiver -> new Links(topology, archiver).conninfo())
                                .map(Links::target),
                        server.standbys().values().stream()
                                .map(standby -> new Following(topology, standby.asServer(server), server).target()))
                .filter(target -> !isSocket(target))
                .toList();
        return targets.stream()
                .filter(target -> !Sources.isLoopback(target))
                .findFirst()
                .or(() -> targets.stream().findFirst())
                .map(target -> WantedSetting.implied(
                        "listen_addresses",
                        new Floor.Listening(
                                target, Sources.isLoopback(target), "the barmanhost connects to " + target)));
    }

    static boolean isSocket(String target) {
        return target.startsWith("/") || target.startsWith("@");
    }

    static boolean isSocket(Conninfo conninfo) {
        return isSocket(Links.target(conninfo));
    }
}
