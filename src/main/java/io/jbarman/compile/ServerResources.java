package io.jbarman.compile;

import io.jbarman.facts.postmaster.BackupLocksQuery;
import io.jbarman.facts.postmaster.ClockQuery;
import io.jbarman.facts.postmaster.PostmasterQuery;
import io.jbarman.facts.server.BackupSessionsQuery;
import io.jbarman.facts.server.IdentityQuery;
import io.jbarman.facts.server.WalSendersQuery;
import io.jbarman.facts.setting.FileSettingsQuery;
import io.jbarman.facts.setting.SettingsQuery;
import io.jbarman.facts.slot.SlotsQuery;
import io.jbarman.facts.slot.WalPaceQuery;
import io.jbarman.facts.software.PostgresQuery;
import io.jbarman.plan.ResourceId;
import io.jbarman.resource.Resource;
import io.jbarman.resource.activation.ReloadResource;
import io.jbarman.resource.activation.RestartResource;
import io.jbarman.resource.activation.RestartWatch;
import io.jbarman.resource.activation.ServerConfiguration;
import io.jbarman.resource.hba.HbaResource;
import io.jbarman.resource.server.ServerResource;
import io.jbarman.resource.setting.HeldArchiver;
import io.jbarman.resource.setting.SettingQueries;
import io.jbarman.resource.setting.SettingResource;
import io.jbarman.resource.slot.SlotRoom;
import io.jbarman.resource.software.PackageRecipe;
import io.jbarman.resource.software.PackageResource;
import io.jbarman.secret.Secrets;
import io.jbarman.topology.PostgresServer;
import io.jbarman.topology.PostgresServer.RestartPolicy;
import io.jbarman.topology.Topology;
import io.jbarman.transport.Account;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** What a server of the topology consists of, but for the slots, which come after everything else. */
record ServerResources(Topology topology, PostgresServer server) {

    List<Resource<?>> resources(Secrets secrets) {
        List<Archiver> archivers = Archiver.of(topology, server);
        ServerRoles roles = new ServerRoles(server, archivers);
        List<SettingResource> settings = new ServerSettings(topology, server, archivers).resources(queries());
        Optional<HbaResource> hba = new ServerRules(topology, server, archivers).resource(roles);
        List<Resource<?>> resources = new ArrayList<>();
        PackageResource software = software();
        resources.add(software);
        resources.add(new ServerResource(new IdentityQuery(server.name()), server.version(), Set.of(software.id())));
        resources.addAll(roles.resources(secrets));
        settings.forEach(one -> resources.add(HeldArchiver.concerns(one.wanted()) ? new HeldArchiver(one) : one));
        hba.ifPresent(resources::add);
        resources.addAll(activation(settings, hba, queries()));
        return resources;
    }

    /** What else is declared to be in it, which nobody waits for who streams or archives. */
    List<Resource<?>> contents(Secrets secrets) {
        ServerRoles roles = new ServerRoles(server, Archiver.of(topology, server));
        List<Resource<?>> resources = new ArrayList<>(roles.others(secrets));
        resources.addAll(new ServerContents(server, roles).resources());
        return resources;
    }

    /** What it consists of as a standby of {@code primary}, once it runs. */
    List<Resource<?>> ofStandby(PostgresServer primary) {
        List<Archiver> archivers = Archiver.of(topology, primary);
        SettingQueries queries = queries(Optional.of(primary.name()));
        List<SettingResource> settings = new StandbySettings(topology, primary, server).resources(queries);
        Optional<HbaResource> hba =
                new ServerRules(topology, server, archivers).resource(new ServerRoles(server, archivers));
        List<Resource<?>> resources = new ArrayList<>(settings);
        hba.ifPresent(resources::add);
        resources.addAll(activationOfStandby(settings, hba, queries));
        return resources;
    }

    private PackageResource software() {
        return new PackageResource(
                server.name(), new PostgresQuery(server.host()), PackageRecipe.postgresql(server.version()));
    }

    private List<Resource<?>> activation(
            List<SettingResource> settings, Optional<HbaResource> hba, SettingQueries queries) {
        if (settings.isEmpty() && hba.isEmpty()) {
            return List.of();
        }
        ServerConfiguration configuration =
                new ServerConfiguration(server.name(), server.restart(), queries, settings, hba);
        RestartResource restart = new RestartResource(configuration, server.service(), watch());
        return List.of(restart, new ReloadResource(configuration, restart));
    }

    /** Its rules wait for its data, and that for the primary's restart, which its own comes before. */
    private List<Resource<?>> activationOfStandby(
            List<SettingResource> settings, Optional<HbaResource> hba, SettingQueries queries) {
        return activation(settings, Optional.empty(), queries).stream()
                .map(one -> one instanceof ReloadResource reload
                        ? new ReloadResource(
                                new ServerConfiguration(server.name(), server.restart(), queries, settings, hba),
                                reload.restart())
                        : one)
                .toList();
    }

    private RestartWatch watch() {
        Account account = Account.named(server.osUser());
        List<BackupLocksQuery> locks = new ArrayList<>();
        locks.add(BackupLocksQuery.pgBackRest(server.host(), account));
        Archiver.of(topology, server).stream()
                .map(Archiver::barman)
                .map(barman -> BackupLocksQuery.barman(
                        barman.host(),
                        Account.named(barman.user()),
                        barman.lockDirectory().orElse(barman.home()),
                        server.name()))
                .forEach(locks::add);
        Optional<ClockQuery> clock = server.restart() instanceof RestartPolicy.Within
                ? Optional.of(new ClockQuery(server.host(), account))
                : Optional.empty();
        Set<ResourceId> standbys =
                server.standbys().keySet().stream().map(RestartResource::id).collect(Collectors.toSet());
        return new RestartWatch(Optional.of(new BackupSessionsQuery(server.name())), locks, clock, standbys);
    }

    /** How long the server's disk lasts once it keeps WAL. */
    SlotRoom room() {
        SettingQueries queries = queries();
        return new SlotRoom(new WalPaceQuery(server.name()), queries.postmaster(), queries.running());
    }

    SettingQueries queries() {
        return queries(Optional.empty());
    }

    SettingQueries queries(Optional<String> primary) {
        return new SettingQueries(
                new SettingsQuery(server.name()),
                new FileSettingsQuery(server.name()),
                new SlotsQuery(server.name()),
                new WalSendersQuery(server.name()),
                new PostmasterQuery(
                        server.host(),
                        Account.named(server.osUser()),
                        server.port(),
                        server.socketDirectory().map(List::of).orElse(PostmasterQuery.USUAL_SOCKET_DIRECTORIES)),
                primary);
    }
}
