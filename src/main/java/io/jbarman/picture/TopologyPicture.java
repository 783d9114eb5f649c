package io.jbarman.picture;

import io.jbarman.picture.Picture.Arrow;
import io.jbarman.picture.Picture.Box;
import io.jbarman.picture.Picture.Frame;
import io.jbarman.topology.ArchivedServer;
import io.jbarman.topology.BarmanHost;
import io.jbarman.topology.Host;
import io.jbarman.topology.PostgresServer;
import io.jbarman.topology.Topology;
import java.util.ArrayList;
import java.util.List;

/** Hosts with the servers on them, and the ways that WAL takes between them. */
public final class TopologyPicture {
    private TopologyPicture() {}

    /** The picture, in the document's order. */
    public static Picture of(Topology topology) {
        List<Frame> frames = new ArrayList<>();
        for (Host host : topology.hosts().values()) {
            List<Box> boxes = boxes(topology, host.name());
            frames.add(new Frame(
                    host.name() + "\n" + host.address(),
                    boxes.isEmpty() ? List.of(new Box("host " + host.name(), "nothing")) : boxes));
        }
        return new Picture(topology.name(), frames, arrows(topology));
    }

    private static List<Box> boxes(Topology topology, String host) {
        List<Box> boxes = new ArrayList<>();
        topology.servers().values().stream()
                .filter(server -> server.host().equals(host))
                .forEach(server ->
                        boxes.add(new Box(id(server.name()), server.name() + "\nPostgreSQL, port " + server.port())));
        topology.barman().values().stream()
                .filter(barman -> barman.host().equals(host))
                .forEach(barman ->
                        boxes.add(new Box("barman " + barman.name(), barman.name() + "\nBarman, " + barman.home())));
        return boxes;
    }

    private static String id(String server) {
        return "server " + server;
    }

    private static List<Arrow> arrows(Topology topology) {
        List<Arrow> arrows = new ArrayList<>();
        for (PostgresServer server : topology.postgres().values()) {
            server.standbys()
                    .values()
                    .forEach(standby -> arrows.add(
                            new Arrow(id(server.name()), id(standby.name()), "streaming, slot " + standby.slot())));
        }
        for (BarmanHost barman : topology.barman().values()) {
            barman.servers().values().forEach(server -> archives(barman, server, arrows));
        }
        return arrows;
    }

    private static void archives(BarmanHost barman, ArchivedServer server, List<Arrow> arrows) {
        String to = "barman " + barman.name();
        if (server.streamingArchiver()) {
            String slot = server.slotName().map(name -> ", slot " + name).orElse("");
            arrows.add(new Arrow(id(server.name()), to, "streaming" + slot));
        }
        if (server.archiver()) {
            arrows.add(new Arrow(id(server.name()), to, "archive_command"));
        }
    }
}
