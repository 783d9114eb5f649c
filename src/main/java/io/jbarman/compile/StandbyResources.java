package io.jbarman.compile;

import io.jbarman.facts.file.PassfileQuery;
import io.jbarman.facts.server.ServerSystemQuery;
import io.jbarman.facts.slot.SlotsQuery;
import io.jbarman.facts.software.PostgresQuery;
import io.jbarman.facts.standby.StandbyHostQuery;
import io.jbarman.plan.ResourceId;
import io.jbarman.resource.Resource;
import io.jbarman.resource.activation.ReloadResource;
import io.jbarman.resource.hba.HbaResource;
import io.jbarman.resource.passfile.PassfileResource;
import io.jbarman.resource.passfile.WantedLine;
import io.jbarman.resource.setting.SettingResource;
import io.jbarman.resource.slot.SlotResource;
import io.jbarman.resource.software.StandbyServerResource;
import io.jbarman.resource.standby.OfRunningStandby;
import io.jbarman.resource.standby.OnceItRuns;
import io.jbarman.resource.standby.StandbyPlace;
import io.jbarman.resource.standby.StandbyResource;
import io.jbarman.secret.Secrets;
import io.jbarman.topology.PostgresServer;
import io.jbarman.topology.Replication;
import io.jbarman.topology.Standby;
import io.jbarman.topology.Topology;
import io.jbarman.transport.Account;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What a standby consists of. Its slot and its data come when the primary is ready for them; its settings come before
 * the primary's restart, since it must not have less than the primary.
 */
record StandbyResources(Topology topology, PostgresServer primary, Standby standby, Replication replication) {

    List<Resource<?>> resources(Secrets secrets, List<Resource<?>> primarys) {
        List<Resource<?>> resources = new ArrayList<>();
        Set<ResourceId> ready = ready(primarys);
        Optional<StandbyServerResource> software = software();
        Optional<PassfileResource> passfile = passfile(secrets, software);
        SlotResource slot = new SlotResource(
                new SlotsQuery(primary.name()),
                standby.slot(),
                ready,
                Optional.of(new ServerResources(topology, primary).room()),
                true);
        Set<ResourceId> before = new HashSet<>(ready);
        before.add(slot.id());
        passfile.ifPresent(file -> before.add(file.id()));
        software.ifPresent(packages -> before.add(packages.id()));
        StandbyResource data = new StandbyResource(place(), programs(), before);
        software.ifPresent(resources::add);
        passfile.ifPresent(resources::add);
        resources.add(slot);
        resources.add(data);
        new ServerResources(topology, server())
                .ofStandby(primary)
                .forEach(one -> resources.add(ofItsOwn(one, data, primarys)));
        return resources;
    }

    /** Rules may stand outside of the data, as Debian has them: a base backup does not bring the primary's along. */
    private static Resource<?> ofItsOwn(Resource<?> one, StandbyResource data, List<Resource<?>> primarys) {
        return one instanceof HbaResource
                ? new OfRunningStandby<>(one, data)
                : new OnceItRuns<>(one, data, behind(one, primarys));
    }

    /** Something that comes when the standby runs. */
    <S> Resource<S> whenItRuns(Resource<S> one) {
        return new OfRunningStandby<>(one, new StandbyResource(place(), programs(), Set.of()));
    }

    private PostgresServer server() {
        return standby.asServer(primary);
    }

    private Following following() {
        return new Following(topology, server(), primary);
    }

    /** All of the primary's that does not itself wait for its standbys. */
    private Set<ResourceId> ready(List<Resource<?>> primarys) {
        Set<ResourceId> ready = new HashSet<>();
        primarys.stream()
                .map(Resource::id)
                .filter(id -> !id.equals(SettingResource.id(primary.name(), SettingResource.SYNCHRONOUS)))
                .filter(id -> !id.equals(ReloadResource.id(primary.name())))
                .forEach(ready::add);
        return ready;
    }

    /** Not behind its data: its restart comes before the primary's, which the data waits for. */
    private static Set<ResourceId> behind(Resource<?> one, List<Resource<?>> primarys) {
        if (!(one instanceof SettingResource)) {
            return Set.of();
        }
        return primarys.stream()
                .map(Resource::id)
                .filter(id -> id.kind().equals(SettingResource.KIND))
                .filter(id -> !id.name().equals(SettingResource.SYNCHRONOUS))
                .collect(Collectors.toSet());
    }

    private StandbyPlace place() {
        StandbySettings settings = new StandbySettings(topology, primary, server());
        return new StandbyPlace(
                standby.name(),
                primary.name(),
                standby.host(),
                primary.osUser(),
                server().port(),
                standby.socketDirectory(),
                standby.dataDirectory(),
                standby.cluster(),
                following().conninfo(replication).format(),
                standby.slot().value(),
                settings.shared(),
                settings.floors());
    }

    private StandbyHostQuery programs() {
        return new StandbyHostQuery(
                standby.host(),
                Account.named(primary.osUser()),
                standby.dataDirectory(),
                standby.cluster(),
                standby.programs());
    }

    /** Not where the document says that programs of people's own are. */
    private Optional<StandbyServerResource> software() {
        return standby.programs().isPresent()
                ? Optional.empty()
                : Optional.of(new StandbyServerResource(
                        standby.name(), new PostgresQuery(standby.host()), new ServerSystemQuery(primary.name())));
    }

    /** The account comes with the packages. */
    private Optional<PassfileResource> passfile(Secrets secrets, Optional<StandbyServerResource> software) {
        return replication
                .password()
                .map(secret -> new PassfileResource(
                        standby.name(),
                        primary.osUser(),
                        new PassfileQuery(standby.host(), Account.named(primary.osUser()), replication.passfile()),
                        List.of(new WantedLine(
                                following().target(),
                                primary.port(),
                                "*",
                                replication.role(),
                                secret,
                                secrets.find(secret))),
                        software.map(packages -> Set.of(packages.id())).orElse(Set.of())));
    }
}
