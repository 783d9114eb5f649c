package io.jbarman.cli;

import io.jbarman.archive.WalFileName;
import io.jbarman.catalog.XlogDb;
import io.jbarman.config.ServerConfig;
import io.jbarman.runtime.LonePass;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;

/** Waits until WAL has come into a server's archive, archiving itself where no runtime does. */
final class ArchiveWait {
    private static final Duration PAUSE = Duration.ofMillis(100);

    private final BarmanContext context;
    private final ServerConfig server;
    private final Duration timeout;
    private final Set<String> before;

    /** @param timeout zero for none */
    ArchiveWait(BarmanContext context, ServerConfig server, Duration timeout) throws IOException {
        this.context = context;
        this.server = server;
        this.timeout = timeout;
        this.before = catalogue();
    }

    /** Waits for a segment, or, where none was closed, for any that was not there at the beginning. */
    void until(Optional<String> segment) throws IOException, InterruptedException {
        String what = segment.map(name -> "the WAL file " + name).orElse("a WAL file");
        String limit = timeout.isZero() ? "" : " (max: " + timeout.toSeconds() + " seconds)";
        context.output().info("Waiting for " + what + " from server '" + server.name() + "'" + limit);
        Instant end = context.clock().instant().plus(timeout);
        boolean owned = context.runtime().owns(server.name());
        while (!arrived(segment)) {
            if (!timeout.isZero() && context.clock().instant().isAfter(end)) {
                late(segment);
                return;
            }
            if (!owned) {
                archiveOurselves();
            }
            context.sleeper().sleep(PAUSE);
        }
        segment.ifPresent(name -> context.output()
                .info("The WAL file " + name + " from server '" + server.name() + "' is in the archive"));
    }

    private void late(Optional<String> segment) {
        String seconds = timeout.toSeconds() + " seconds";
        segment.ifPresentOrElse(
                name -> context.output()
                        .error("The WAL file " + name + " has not been received in " + seconds
                                + "\n  hint: see jbarman check " + server.name()),
                () -> context.output().info("A WAL file has not been received in " + seconds));
    }

    private boolean arrived(Optional<String> segment) throws IOException {
        return segment.isPresent()
                ? Files.exists(place(segment.get()))
                : catalogue().stream().anyMatch(name -> !before.contains(name));
    }

    private Path place(String segment) {
        return server.walsDirectory()
                .resolve(WalFileName.parse(segment).orElseThrow().key());
    }

    private Set<String> catalogue() throws IOException {
        Set<String> names = new java.util.HashSet<>();
        XlogDb.of(server).forEach(wal -> names.add(wal.name()));
        return names;
    }

    private void archiveOurselves() throws IOException {
        new LonePass(server, context.clock()).archiveOnly();
    }
}
