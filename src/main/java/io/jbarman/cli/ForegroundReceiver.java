package io.jbarman.cli;

import io.jbarman.archive.SyncedDirectories;
import io.jbarman.config.ServerConfig;
import io.jbarman.runtime.FileLocks;
import io.jbarman.runtime.LockFiles;
import io.jbarman.runtime.ReceiverWorker;
import java.io.IOException;
import java.util.List;

/** Receives until the process is told to end. */
final class ForegroundReceiver {
    private final BarmanContext context;
    private final ServerConfig server;

    ForegroundReceiver(BarmanContext context, ServerConfig server) {
        this.context = context;
        this.server = server;
    }

    void run(ReceiverWorker worker) throws IOException, InterruptedException {
        FileLocks.Attempt attempt = FileLocks.take(List.of(LockFiles.receiveWal(server)), false);
        if (!(attempt instanceof FileLocks.Attempt.Held held)) {
            context.output().error("Another receive-wal process is already running for server " + server.name() + ".");
            return;
        }
        Logging.toStandardError(context.config().global());
        SyncedDirectories.create(server.streamingWalsDirectory());
        context.output().info("Starting receive-wal for server " + server.name());
        StopSignal signal = StopSignal.install(worker::stop);
        try {
            worker.run();
        } finally {
            held.locks().close();
            signal.done();
        }
    }
}
