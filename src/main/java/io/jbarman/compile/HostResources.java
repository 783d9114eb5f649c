package io.jbarman.compile;

import io.jbarman.facts.host.CommandQuery;
import io.jbarman.facts.host.CrontabQuery;
import io.jbarman.facts.host.EntryQuery;
import io.jbarman.facts.host.GroupQuery;
import io.jbarman.facts.host.ServiceQuery;
import io.jbarman.facts.host.UserQuery;
import io.jbarman.facts.software.PackageQuery;
import io.jbarman.facts.trust.PublicKey;
import io.jbarman.plan.ResourceId;
import io.jbarman.resource.Before;
import io.jbarman.resource.Resource;
import io.jbarman.resource.host.CommandResource;
import io.jbarman.resource.host.CopyResource;
import io.jbarman.resource.host.CronEntryResource;
import io.jbarman.resource.host.GroupResource;
import io.jbarman.resource.host.PathResource;
import io.jbarman.resource.host.ServiceResource;
import io.jbarman.resource.host.UserResource;
import io.jbarman.resource.play.BehindSoftware;
import io.jbarman.resource.software.PackageRecipe;
import io.jbarman.resource.software.PackageResource;
import io.jbarman.resource.trust.DeclaredHostResource;
import io.jbarman.resource.trust.DeclaredKeyResource;
import io.jbarman.resource.trust.OwnLoginResource;
import io.jbarman.resource.trust.Peer;
import io.jbarman.topology.Host;
import io.jbarman.topology.HostSystem;
import io.jbarman.topology.HostSystem.CommandDemand;
import io.jbarman.topology.HostSystem.Cron;
import io.jbarman.topology.HostSystem.FileDemand;
import io.jbarman.topology.HostSystem.KnownKey;
import io.jbarman.topology.HostSystem.LoginKey;
import io.jbarman.topology.HostSystem.PathState;
import io.jbarman.topology.HostSystem.User;
import io.jbarman.transport.Account;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What a document declares of a host's system: packages and groups, then users, then files, then services, cron entries and timers. */
record HostResources(String topology, Host host, Map<ResourceId, Before> record) {
    List<Resource<?>> resources() {
        List<Resource<?>> resources = new ArrayList<>();
        resources.addAll(software());
        system().groups()
                .values()
                .forEach(one -> resources.add(new GroupResource(new GroupQuery(name(), one.name()), one, leaving())));
        system().users()
                .values()
                .forEach(one -> resources.add(new UserResource(new UserQuery(name(), one.name()), one)));
        system().files().values().forEach(one -> resources.add(file(one)));
        system().services()
                .values()
                .forEach(one -> resources.add(BehindSoftware.of(
                        new ServiceResource(new ServiceQuery(name(), one.name()), one, filesAndSoftware()),
                        software())));
        system().cron().values().forEach(one -> resources.add(BehindSoftware.of(cron(one), software())));
        system().timers()
                .values()
                .forEach(one -> resources.add(new HostTimer(topology, name(), one).resource(behindFiles(one.user()))));
        system().commands().values().forEach(one -> resources.add(command(one)));
        system().authorizedKeys().values().forEach(one -> resources.add(login(one)));
        system().knownHosts().values().forEach(one -> resources.add(known(one)));
        return resources;
    }

    private List<PackageResource> software() {
        return system().packages().values().stream()
                .map(one -> new PackageResource(
                        name(), new PackageQuery(name(), one.name()), PackageRecipe.named(one.name())))
                .toList();
    }

    private HostSystem system() {
        return host.system();
    }

    private String name() {
        return host.name();
    }

    private Set<String> leaving() {
        return system().users().values().stream()
                .filter(User::absent)
                .map(User::name)
                .collect(Collectors.toSet());
    }

    private Resource<?> file(FileDemand one) {
        Set<ResourceId> after = new HashSet<>();
        one.owner().ifPresent(owner -> after.add(UserResource.id(name(), owner)));
        one.group().ifPresent(group -> after.add(GroupResource.id(name(), group)));
        system().files().values().stream()
                .filter(other -> comesFirst(other, one))
                .map(this::id)
                .forEach(after::add);
        return one.content()
                .<Resource<?>>map(content ->
                        new CopyResource(new EntryQuery(name(), one.path(), true), one, content, given(id(one)), after))
                .orElseGet(() -> new PathResource(new EntryQuery(name(), one.path(), false), one, after));
    }

    private List<String> given(ResourceId id) {
        return record.getOrDefault(id, Before.NOTHING).given(Before.CONTENT);
    }

    /** A directory before what is in it; what is to go the other way round. */
    private static boolean comesFirst(FileDemand other, FileDemand one) {
        return one.state() == PathState.ABSENT
                ? other.state() == PathState.ABSENT && isIn(other, one)
                : other.state() != PathState.ABSENT && isIn(one, other);
    }

    private static boolean isIn(FileDemand inner, FileDemand outer) {
        return inner.path().startsWith(outer.path() + "/");
    }

    private ResourceId id(FileDemand one) {
        return one.content().isPresent() ? CopyResource.id(name(), one.path()) : PathResource.id(name(), one.path());
    }

    private Set<ResourceId> filesAndSoftware() {
        return Stream.concat(
                        system().files().values().stream().map(this::id),
                        software().stream().map(PackageResource::id))
                .collect(Collectors.toSet());
    }

    /** Its account is looked for first: nothing can be asked as one that is not there. */
    private CommandResource command(CommandDemand one) {
        CommandQuery query = new CommandQuery(
                name(),
                one.account().map(Account::named).orElse(Account.LOGIN),
                one.creates(),
                one.removes(),
                one.unless(),
                one.directory());
        return new CommandResource(
                query,
                one,
                one.account()
                        .map(account -> Set.of(UserResource.id(name(), account)))
                        .orElse(Set.of()));
    }

    private Resource<?> login(LoginKey one) {
        return OwnLoginResource.of(new DeclaredKeyResource(
                peer(one.user()), PublicKey.parse(one.key()).orElseThrow(), one, behind(one.user())));
    }

    private DeclaredHostResource known(KnownKey one) {
        return new DeclaredHostResource(
                peer(one.user()), one.keyAlone().flatMap(PublicKey::parse), one, behind(one.user()));
    }

    private Peer peer(String account) {
        return new Peer(name(), name(), account);
    }

    private Set<ResourceId> behind(String account) {
        return Set.of(UserResource.id(name(), account));
    }

    private CronEntryResource cron(Cron one) {
        return new CronEntryResource(
                new CrontabQuery(name(), Account.named(one.user())), topology, one, behindFiles(one.user()));
    }

    private Set<ResourceId> behindFiles(String account) {
        Set<ResourceId> after = new HashSet<>(filesAndSoftware());
        after.add(UserResource.id(name(), account));
        return after;
    }
}
