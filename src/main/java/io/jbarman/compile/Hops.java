package io.jbarman.compile;

import io.jbarman.config.Flags;
import io.jbarman.facts.barman.HopsQuery;
import io.jbarman.plan.ResourceId;
import io.jbarman.resource.Resource;
import io.jbarman.resource.activation.ReloadResource;
import io.jbarman.resource.runtime.HopResource;
import io.jbarman.resource.runtime.ProvedAnew;
import io.jbarman.resource.runtime.RuntimeResource;
import io.jbarman.resource.setting.SettingResource;
import io.jbarman.topology.ArchivedServer;
import io.jbarman.topology.ArchivedServer.Link;
import io.jbarman.topology.BarmanHost;
import io.jbarman.transport.Account;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The checks of the way between a server and its archive: login, streaming, WAL. Each comes after everything that it
 * depends on. Pure.
 *
 * @param command by which jbarman is called there
 * @param runtime that there is a runtime
 * @param before what has to stand: all of the barmanhost, and its runtime
 */
record Hops(BarmanHost barman, List<String> command, RuntimeResource runtime, Set<ResourceId> before) {
    /** @param share what has to be so at the server */
    List<Resource<?>> of(ArchivedServer server, Set<ResourceId> share) {
        Set<ResourceId> after = new HashSet<>(before);
        after.addAll(share);
        List<Resource<?>> hops = new ArrayList<>();
        hops.add(hop(
                server,
                HopResource.LOGIN,
                role(server.conninfo()) + " logs in to " + server.name() + " from " + barman.host(),
                after));
        if (server.streamingArchiver()) {
            hops.add(hop(
                    server,
                    HopResource.STREAMING,
                    role(server.streamingConninfo().orElse(server.conninfo())) + " may stream from " + server.name()
                            + " to " + barman.host(),
                    after));
        }
        hops.forEach(hop -> after.add(hop.id()));
        after.add(SettingResource.id(server.name(), "archive_command"));
        after.add(ReloadResource.id(server.name()));
        HopResource wal = hop(server, HopResource.WAL, "WAL of " + server.name() + " arrives in the archive", after);
        hops.add(new ProvedAnew(wal, wal, runtime));
        return hops;
    }

    /** Of one that the runtime leaves alone, nothing is to be proved (Barman: "active"). */
    static boolean isWorkedOn(ArchivedServer server) {
        return Optional.ofNullable(server.options().get("active"))
                .flatMap(Flags::parse)
                .orElse(true);
    }

    private static String role(Link link) {
        return link instanceof Link.Managed managed ? managed.role() : "the role of conninfo";
    }

    private HopResource hop(ArchivedServer server, String hop, String what, Set<ResourceId> after) {
        return new HopResource(
                server.name(),
                barman.name(),
                hop,
                what,
                new HopsQuery(
                        barman.host(),
                        Account.named(barman.user()),
                        barman.effectiveRunDirectory(),
                        server.name(),
                        command),
                command,
                barman.user(),
                after);
    }
}
