package io.jbarman.cli;

import io.jbarman.catalog.GapLedger;
import io.jbarman.config.ServerConfig;
import io.jbarman.pg.SegmentName;
import io.jbarman.runtime.Gaps;
import io.jbarman.runtime.HeldBeside;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code wal-gaps}: what the archive lacks and lacked, and since when; whoever knows of a gap says so here. */
@Command(name = "wal-gaps", description = "Show what is missing in the WAL archive.")
final class WalGaps extends BarmanCommand {
    @Parameters(paramLabel = "SERVER", description = "a server")
    String name = "";

    @Option(
            names = "--acknowledge",
            paramLabel = "SEGMENT",
            description = "check tells no more of the gap that begins with this segment, nor of what was received"
                    + " beside the server's way from there on")
    Optional<String> acknowledged = Optional.empty();

    @Override
    void run(BarmanContext context) throws IOException {
        for (ServerConfig server : context.servers(List.of(name))) {
            Gaps gaps = new Gaps(server);
            if (acknowledged.isPresent()) {
                gaps.recorded(context.clock().instant());
                acknowledge(context, server, acknowledged.get());
            } else {
                show(context, server, gaps.seen(context.clock().instant()));
                showHeld(context, server);
            }
        }
    }

    private static void acknowledge(BarmanContext context, ServerConfig server, String segment) throws IOException {
        boolean isGap = SegmentName.matches(segment) && new Gaps(server).acknowledge(SegmentName.parse(segment));
        boolean isHeld = SegmentName.matches(segment) && new HeldBeside(server).acknowledge(SegmentName.parse(segment));
        if (isGap) {
            context.output().info("The gap that begins with " + segment + " is acknowledged");
        }
        if (isHeld) {
            context.output().info("What was received beside the server's way from " + segment + " on is acknowledged");
        }
        if (!isGap && !isHeld) {
            context.output().error("no open gap begins with " + segment + "; wal-gaps without the option lists them");
        }
    }

    private static void showHeld(BarmanContext context, ServerConfig server) throws IOException {
        for (HeldBeside.Entry entry : new HeldBeside(server).entries()) {
            context.output()
                    .info(entry.wal().segment() + "  beside the server's way"
                            + (entry.acknowledged() ? ", acknowledged" : "") + ": "
                            + entry.wal().description());
        }
    }

    private static void show(BarmanContext context, ServerConfig server, GapLedger ledger) {
        if (ledger.entries().isEmpty()) {
            context.output().info("No WAL is missing in the archive of " + server.name());
        }
        for (GapLedger.Entry entry : ledger.entries()) {
            String state = entry.closed().map(time -> "closed " + time).orElse("open");
            context.output()
                    .info(entry.gap() + "  " + state + (entry.acknowledged() ? ", acknowledged" : "") + ", found "
                            + entry.found() + ": " + entry.cause());
        }
    }
}
