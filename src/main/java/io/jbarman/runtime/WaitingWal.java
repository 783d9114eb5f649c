package io.jbarman.runtime;

import io.jbarman.archive.WalQueue;
import io.jbarman.archive.WalQueue.Queued;
import io.jbarman.archive.WalQueue.Verdict;
import io.jbarman.config.ServerConfig;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;

/** What a server's receiving directories hold that is complete, and not yet in the archive. */
record WaitingWal(ServerConfig server) {
    /** The files; those that are archived meanwhile may be among them. */
    List<Path> files() throws IOException {
        List<Path> files = new ArrayList<>(in(server.streamingWalsDirectory(), WalQueue::streaming));
        if (server.archiver()) {
            files.addAll(in(server.incomingWalsDirectory(), WalQueue::incoming));
        }
        return files;
    }

    private static List<Path> in(Path directory, Function<Collection<String>, List<Queued>> queue) throws IOException {
        if (!Files.isDirectory(directory)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(directory)) {
            List<String> names =
                    files.map(file -> String.valueOf(file.getFileName())).toList();
            return queue.apply(names).stream()
                    .filter(queued -> queued.verdict() == Verdict.ARCHIVE)
                    .map(queued -> directory.resolve(queued.name()))
                    .toList();
        }
    }
}
