package io.jbarman.watch;

import io.jbarman.config.Ages;
import io.jbarman.config.ServerConfig;
import io.jbarman.watch.HostFacts.Disk;
import io.jbarman.watch.HostFacts.WalRate;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Everything that the watchdogs have to say of a server. Pure, but for a look at the server's disk if it is here. */
public final class Watchdogs {
    private static final WalRate UNKNOWN_RATE = new WalRate(Duration.ofHours(1), 0, 0);

    private final ServerConfig server;

    public Watchdogs(ServerConfig server) {
        this.server = server;
    }

    /** What the server's side tells. */
    public List<Finding> ofServer(ServerFacts facts, Optional<HostFacts> host) {
        WalRate rate = host.map(HostFacts::rate).orElse(UNKNOWN_RATE);
        List<Finding> findings = new ArrayList<>(new SlotWatch(facts, ownSlot(), rate).findings());
        findings.addAll(new FlowWatch(facts, server.streamingArchiver()).findings());
        host.map(HostWatch::new)
                .ifPresent(watch -> findings.add(watch.serverDisk(serverDisk(facts), facts.segmentSize())));
        return findings;
    }

    /** What this host's side tells. */
    public List<Finding> ofHost(HostFacts facts) {
        HostWatch watch = new HostWatch(facts);
        List<Finding> findings = new ArrayList<>(
                watch.queues(server.find("max_incoming_wals_queue").map(Integer::valueOf)));
        findings.add(watch.age(
                server.find("last_wal_maximum_age").flatMap(Ages::parse),
                server.find("last_wal_maximum_age").orElse("")));
        findings.add(Finding.ok("wal size", Words.size(facts.archivedBytes())));
        findings.addAll(watch.disks());
        return findings;
    }

    private Optional<String> ownSlot() {
        return server.streamingArchiver() ? server.slotName() : Optional.empty();
    }

    /**
     * A server that is spoken to over a Unix socket is on this host, and its WAL directory may be looked at, which may be
     * a link to another disk; where this account may not, its data directory.
     */
    public Optional<Disk> serverDisk(ServerFacts facts) {
        boolean here = server.conninfo()
                .flatMap(conninfo -> conninfo.find("host"))
                .map(host -> host.startsWith("/"))
                .orElse(true);
        Optional<Path> data = here
                ? Optional.of(facts.dataDirectory())
                        .filter(it -> it.startsWith("/"))
                        .map(Path::of)
                : Optional.empty();
        return data.flatMap(it -> HostFactsReader.disk(it.resolve(HostWatch.WAL_DIRECTORY)))
                .or(() -> data.flatMap(HostFactsReader::disk));
    }
}
