package io.jbarman.compile;

import io.jbarman.config.Conninfo;
import io.jbarman.facts.barman.AccountQuery;
import io.jbarman.facts.barman.BarmanCronQuery;
import io.jbarman.facts.barman.LauncherQuery;
import io.jbarman.facts.barman.RuntimeQuery;
import io.jbarman.facts.file.PassfileQuery;
import io.jbarman.facts.file.PathQuery;
import io.jbarman.facts.slot.SlotsQuery;
import io.jbarman.facts.software.JavaHomeQuery;
import io.jbarman.facts.software.JavaQuery;
import io.jbarman.facts.software.ReleaseQuery;
import io.jbarman.plan.LineInsertions;
import io.jbarman.plan.Release;
import io.jbarman.plan.ResourceId;
import io.jbarman.resource.Resource;
import io.jbarman.resource.activation.ReloadResource;
import io.jbarman.resource.file.DirectoryResource;
import io.jbarman.resource.file.FileResource;
import io.jbarman.resource.file.MainConfigResource;
import io.jbarman.resource.passfile.PassfileResource;
import io.jbarman.resource.passfile.WantedLine;
import io.jbarman.resource.runtime.AccountResource;
import io.jbarman.resource.runtime.CronResource;
import io.jbarman.resource.runtime.LauncherResource;
import io.jbarman.resource.runtime.RuntimeResource;
import io.jbarman.resource.setting.SettingResource;
import io.jbarman.resource.slot.SlotResource;
import io.jbarman.resource.software.JavaHomeResource;
import io.jbarman.resource.software.PackageRecipe;
import io.jbarman.resource.software.PackageResource;
import io.jbarman.resource.software.ReleaseResource;
import io.jbarman.secret.Secrets;
import io.jbarman.topology.ArchivedServer;
import io.jbarman.topology.ArchivedServer.Link;
import io.jbarman.topology.BarmanHost;
import io.jbarman.topology.Topology;
import io.jbarman.transport.Account;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What a barmanhost consists of: files and directories, then the slots of its servers, then its runtime. */
record BarmanResources(Topology topology, BarmanHost barman, ControlNode node) {
    private static final List<String> SUBDIRECTORIES =
            List.of("base", "wals", "incoming", "streaming", "errors", "meta");
    /** What a scheduled barman without -c reads. */
    private static final Set<String> USUAL_CONFIGS = Set.of("/etc/barman.conf", "/etc/barman/barman.conf");

    List<Resource<?>> resources(Secrets secrets, List<Resource<?>> servers) {
        List<Resource<?>> resources = new ArrayList<>(preparations(secrets));
        Set<ResourceId> prepared = ids(resources);
        List<Resource<?>> slots = slots(prepared, servers);
        resources.addAll(slots);
        Set<ResourceId> before = ids(resources);
        before.addAll(serverIds(servers));
        RuntimeResource runtime = runtime(before);
        resources.add(runtime);
        resources.addAll(trust(runtime.id()));
        return resources;
    }

    /** What both directions need is there once. */
    private Collection<Resource<?>> trust(ResourceId runtime) {
        Map<ResourceId, Resource<?>> trust = new LinkedHashMap<>();
        new Archiving(topology, barman, launcher(), runtime).resources().forEach(one -> trust.put(one.id(), one));
        new BackupTrust(topology, barman).resources().forEach(one -> trust.putIfAbsent(one.id(), one));
        return trust.values();
    }

    private List<Resource<?>> preparations(Secrets secrets) {
        List<Resource<?>> resources = new ArrayList<>();
        resources.add(
                new AccountResource(barman.name(), new AccountQuery(barman.host(), barman.user()), barman.home()));
        resources.addAll(programs());
        resources.addAll(directories());
        resources.addAll(files());
        passfile(secrets).ifPresent(resources::add);
        cron().ifPresent(resources::add);
        return resources;
    }

    private List<Resource<?>> programs() {
        return isRemote()
                ? shipped()
                : List.of(new LauncherResource(
                        barman.name(),
                        new LauncherQuery(barman.host(), user(), launcher(), javaHome()),
                        afterAccount()));
    }

    private List<Resource<?>> shipped() {
        ReleaseResource release = new ReleaseResource(barman.name(), new ReleaseQuery(barman.host(), release()));
        Resource<?> java = barman.runtime()
                .java()
                .<Resource<?>>map(home -> new JavaHomeResource(
                        barman.name(),
                        new JavaHomeQuery(barman.host(), home, release().home()),
                        Set.of(release.id())))
                .orElseGet(
                        () -> new PackageResource(barman.name(), new JavaQuery(barman.host()), PackageRecipe.java()));
        return List.of(java, release);
    }

    private Release release() {
        return node.release().in(Launchers.home(barman));
    }

    private boolean isRemote() {
        return Launchers.isInstalled(topology, barman);
    }

    private Account user() {
        return Account.named(barman.user());
    }

    private Set<ResourceId> afterAccount() {
        return Set.of(AccountResource.id(barman.name(), barman.user()));
    }

    private String launcher() {
        return Launchers.of(topology, barman, node.launcher()).orElse(ControlNode.USUAL_LAUNCHER);
    }

    /** A launcher that the document names brings its own JDK. */
    private Optional<String> javaHome() {
        return barman.runtime().launcher().isPresent() ? Optional.empty() : node.javaHome();
    }

    private List<Resource<?>> directories() {
        List<Resource<?>> directories = new ArrayList<>();
        directories.add(directory(List.of(barman.home()), afterAccount()));
        Set<ResourceId> afterHome = Set.of(DirectoryResource.id(barman.name(), barman.home()));
        directories.add(directory(List.of(barman.effectiveRunDirectory()), afterHome));
        barman.lockDirectory()
                .filter(path -> !path.equals(barman.home()) && !path.equals(barman.effectiveRunDirectory()))
                .ifPresent(path -> directories.add(directory(List.of(path), afterHome)));
        barman.servers().values().forEach(server -> directories.add(directory(tree(server), afterHome)));
        return directories;
    }

    /** The directories of one server, where its options put them. */
    private List<String> tree(ArchivedServer server) {
        Map<String, String> options = server.options();
        String root = options.getOrDefault("backup_directory", barman.home() + "/" + server.name());
        Map<String, String> named = Map.of(
                "base", "basebackups_directory",
                "wals", "wals_directory",
                "incoming", "incoming_wals_directory",
                "streaming", "streaming_wals_directory",
                "errors", "errors_directory");
        return Stream.concat(
                        Stream.of(root),
                        SUBDIRECTORIES.stream()
                                .map(name -> options.getOrDefault(named.getOrDefault(name, ""), root + "/" + name)))
                .distinct()
                .toList();
    }

    /** Where the runtime writes; a main file that was there before may name Debian's directories. */
    private Set<String> written() {
        Set<String> paths = new LinkedHashSet<>(List.of(barman.home(), barman.effectiveRunDirectory()));
        paths.addAll(List.of("/var/log/barman", "/run/barman"));
        barman.lockDirectory().ifPresent(paths::add);
        barman.logFile().map(BarmanResources::parent).ifPresent(paths::add);
        barman.servers().values().forEach(server -> paths.addAll(tree(server)));
        return paths;
    }

    private static String parent(String path) {
        return path.substring(0, Math.max(1, path.lastIndexOf('/')));
    }

    private DirectoryResource directory(List<String> paths, Set<ResourceId> after) {
        return new DirectoryResource(
                barman.name(),
                barman.host(),
                barman.user(),
                paths.stream().map(path -> path(path, false)).toList(),
                after);
    }

    private PathQuery path(String path, boolean withContent) {
        return new PathQuery(barman.host(), user(), path, withContent);
    }

    private ConfigFiles configFiles() {
        return new ConfigFiles(topology, barman);
    }

    private List<Resource<?>> files() {
        List<Resource<?>> files = new ArrayList<>();
        files.add(new MainConfigResource(
                file(barman.config(), configFiles().main()), configFiles().required()));
        serverFiles().forEach((path, content) -> files.add(file(path, content)));
        return files;
    }

    private Map<String, String> serverFiles() {
        Map<String, String> files = new LinkedHashMap<>();
        barman.servers()
                .values()
                .forEach(server -> files.put(
                        barman.configDirectory() + "/" + server.name() + ".conf",
                        configFiles().server(server)));
        return files;
    }

    private FileResource file(String path, String content) {
        Set<ResourceId> after = new LinkedHashSet<>(afterAccount());
        after.add(DirectoryResource.id(barman.name(), barman.home()));
        return new FileResource(
                barman.name(), barman.user(), path(path, true), path(parent(path), false), content, after);
    }

    private Optional<PassfileResource> passfile(Secrets secrets) {
        Map<String, WantedLine> lines = new LinkedHashMap<>();
        for (ArchivedServer server : barman.servers().values()) {
            Links links = new Links(topology, new Archiver(barman, server));
            line(server.conninfo(), links.conninfo(), streams(server) ? "*" : "", secrets)
                    .ifPresent(line -> lines.put(line.line().key(), line));
            server.streamingConninfo()
                    .flatMap(link -> line(link, links.streamingConninfo().orElseThrow(), "*", secrets))
                    .ifPresent(line -> lines.put(line.line().key(), line));
        }
        return lines.isEmpty()
                ? Optional.empty()
                : Optional.of(new PassfileResource(
                        barman.name(),
                        barman.user(),
                        new PassfileQuery(barman.host(), user(), barman.passfile()),
                        List.copyOf(lines.values()),
                        afterAccount()));
    }

    private static boolean streams(ArchivedServer server) {
        return server.streamingArchiver() && server.streamingConninfo().isEmpty();
    }

    /** A login with a password of ours; {@code database} empty takes the connection's own. */
    private static Optional<WantedLine> line(Link link, Conninfo conninfo, String database, Secrets secrets) {
        return ServerRoles.managed(link)
                .flatMap(managed -> managed.password()
                        .map(secret -> new WantedLine(
                                conninfo.find("host").orElseGet(() -> Links.target(conninfo)),
                                conninfo.find("port").map(Integer::parseInt).orElse(5432),
                                database.isEmpty() ? conninfo.find("dbname").orElse(managed.role()) : database,
                                managed.role(),
                                secret,
                                secrets.find(secret))));
    }

    private Optional<CronResource> cron() {
        return USUAL_CONFIGS.contains(barman.config())
                ? Optional.of(new CronResource(
                        barman.name(), new BarmanCronQuery(barman.host(), user(), barman.config()), afterAccount()))
                : Optional.empty();
    }

    /** Each after everything of its server and of this host: from its creation on, the server keeps WAL for it. */
    private List<Resource<?>> slots(Set<ResourceId> prepared, List<Resource<?>> servers) {
        List<Resource<?>> slots = new ArrayList<>();
        for (ArchivedServer server : barman.servers().values()) {
            Set<ResourceId> after = new LinkedHashSet<>(prepared);
            servers.stream()
                    .map(Resource::id)
                    .filter(id -> id.owner().equals(server.name()) && !waitsForReceivers(id))
                    .forEach(after::add);
            server.slotName()
                    .ifPresent(name -> slots.add(new SlotResource(new SlotsQuery(server.name()), name, after)));
        }
        return slots;
    }

    private static boolean waitsForReceivers(ResourceId id) {
        return id.equals(SettingResource.id(id.owner(), SettingResource.SYNCHRONOUS))
                || id.equals(ReloadResource.id(id.owner()));
    }

    private Set<ResourceId> serverIds(List<Resource<?>> servers) {
        return servers.stream()
                .map(Resource::id)
                .filter(id -> barman.servers().containsKey(id.owner()) && !waitsForReceivers(id))
                .collect(Collectors.toSet());
    }

    private RuntimeResource runtime(Set<ResourceId> after) {
        Map<String, String> hashes = new LinkedHashMap<>();
        serverFiles().forEach((path, content) -> hashes.put(path, LineInsertions.sha256(content)));
        return new RuntimeResource(
                barman.name(),
                barman.user(),
                new RuntimeQuery(barman.host(), user(), barman.effectiveRunDirectory()),
                barman.runtime().supervise(),
                launcher(),
                isRemote() ? Optional.of(release().launcher()) : Optional.empty(),
                barman.config(),
                configFiles().unit(launcher(), written()),
                hashes,
                after);
    }

    private static Set<ResourceId> ids(List<Resource<?>> resources) {
        return resources.stream().map(Resource::id).collect(Collectors.toCollection(LinkedHashSet::new));
    }
}
