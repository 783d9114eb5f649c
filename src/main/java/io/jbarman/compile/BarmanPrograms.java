package io.jbarman.compile;

import io.jbarman.facts.barman.LauncherQuery;
import io.jbarman.facts.server.IdentityQuery;
import io.jbarman.facts.software.ClientQuery;
import io.jbarman.facts.software.JavaHomeQuery;
import io.jbarman.facts.software.JavaQuery;
import io.jbarman.facts.software.ReleaseQuery;
import io.jbarman.plan.Release;
import io.jbarman.resource.Resource;
import io.jbarman.resource.runtime.LauncherResource;
import io.jbarman.resource.software.ClientResource;
import io.jbarman.resource.software.JavaHomeResource;
import io.jbarman.resource.software.PackageRecipe;
import io.jbarman.resource.software.PackageResource;
import io.jbarman.resource.software.ReleaseResource;
import io.jbarman.topology.BarmanHost;
import io.jbarman.topology.Topology;
import io.jbarman.transport.Account;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The programs of a barmanhost: jbarman, which is there already or is put there, its Java, and PostgreSQL's client. */
record BarmanPrograms(Topology topology, BarmanHost barman, ControlNode node) {
    /** What has to be there before a runtime can be started. */
    List<Resource<?>> resources() {
        return isRemote()
                ? shipped()
                : List.of(new LauncherResource(
                        barman.name(),
                        new LauncherQuery(barman.host(), Account.named(barman.user()), launcher(), javaHome()),
                        BarmanDirectories.afterAccount(barman)));
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

    /** Nothing waits for it. */
    Optional<ClientResource> client() {
        Map<String, IdentityQuery> servers = new LinkedHashMap<>();
        Set<String> directories = new LinkedHashSet<>();
        barman.servers().values().forEach(server -> {
            servers.put(server.name(), new IdentityQuery(server.name()));
            Optional.ofNullable(server.options().get("path_prefix"))
                    .ifPresent(prefix -> directories.addAll(List.of(prefix.split(":"))));
        });
        return barman.wantsClient()
                ? Optional.of(new ClientResource(
                        barman.name(), new ClientQuery(barman.host(), List.copyOf(directories)), servers))
                : Optional.empty();
    }

    /** By which jbarman is called there. */
    String launcher() {
        return Launchers.of(topology, barman, node.launcher()).orElse(ControlNode.USUAL_LAUNCHER);
    }

    /**
     * By which a runtime has to have been started: the release that is put there, or, on this machine, the jbarman that
     * is asked to see to it. Whoever names a launcher in the document sees to that.
     */
    Optional<String> startedBy() {
        if (isRemote()) {
            return Optional.of(release().launcher());
        }
        return barman.runtime().launcher().isPresent() ? Optional.empty() : node.launcher();
    }

    /** The Java that it has to run on; empty where any will do. */
    Optional<String> java() {
        return isRemote() ? barman.runtime().java() : Optional.empty();
    }

    private Release release() {
        return node.release().in(Launchers.home(barman));
    }

    private boolean isRemote() {
        return Launchers.isInstalled(topology, barman);
    }

    /** A launcher that the document names brings its own JDK. */
    private Optional<String> javaHome() {
        return barman.runtime().launcher().isPresent() ? Optional.empty() : node.javaHome();
    }
}
