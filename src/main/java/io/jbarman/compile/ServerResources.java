package io.jbarman.compile;

import io.jbarman.facts.postmaster.PostmasterQuery;
import io.jbarman.facts.server.IdentityQuery;
import io.jbarman.facts.server.WalSendersQuery;
import io.jbarman.facts.setting.FileSettingsQuery;
import io.jbarman.facts.setting.SettingsQuery;
import io.jbarman.facts.slot.SlotsQuery;
import io.jbarman.resource.Resource;
import io.jbarman.resource.activation.ReloadResource;
import io.jbarman.resource.activation.RestartResource;
import io.jbarman.resource.activation.ServerConfiguration;
import io.jbarman.resource.hba.HbaResource;
import io.jbarman.resource.server.ServerResource;
import io.jbarman.resource.setting.SettingQueries;
import io.jbarman.resource.setting.SettingResource;
import io.jbarman.secret.Secrets;
import io.jbarman.topology.PostgresServer;
import io.jbarman.topology.Topology;
import io.jbarman.transport.Account;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What a server of the topology consists of, but for the slots, which come after everything else. */
record ServerResources(Topology topology, PostgresServer server) {

    List<Resource<?>> resources(Secrets secrets) {
        List<Archiver> archivers = Archiver.of(topology, server);
        ServerRoles roles = new ServerRoles(server, archivers);
        List<SettingResource> settings = new ServerSettings(topology, server, archivers).resources(queries());
        Optional<HbaResource> hba = new ServerRules(topology, server, archivers).resource(roles);
        List<Resource<?>> resources = new ArrayList<>();
        resources.add(new ServerResource(new IdentityQuery(server.name()), server.version()));
        resources.addAll(roles.resources(secrets));
        resources.addAll(settings);
        hba.ifPresent(resources::add);
        resources.addAll(activation(settings, hba));
        return resources;
    }

    private List<Resource<?>> activation(List<SettingResource> settings, Optional<HbaResource> hba) {
        if (settings.isEmpty() && hba.isEmpty()) {
            return List.of();
        }
        ServerConfiguration configuration =
                new ServerConfiguration(server.name(), server.restart(), queries(), settings, hba);
        RestartResource restart = new RestartResource(configuration, server.service());
        return List.of(restart, new ReloadResource(configuration, restart));
    }

    SettingQueries queries() {
        return new SettingQueries(
                new SettingsQuery(server.name()),
                new FileSettingsQuery(server.name()),
                new SlotsQuery(server.name()),
                new WalSendersQuery(server.name()),
                new PostmasterQuery(
                        server.host(),
                        Account.named(server.osUser()),
                        server.port(),
                        server.socketDirectory().map(List::of).orElse(PostmasterQuery.USUAL_SOCKET_DIRECTORIES)));
    }
}
