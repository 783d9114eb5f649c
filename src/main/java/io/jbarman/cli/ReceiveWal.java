package io.jbarman.cli;

import io.jbarman.config.ServerConfig;
import io.jbarman.runtime.ReceiverWorker;
import io.jbarman.wal.SegmentListener;
import java.io.IOException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code receive-wal}: the slot's own commands, receiving in the foreground, ending it. */
@Command(name = "receive-wal", description = "Receive WAL in the foreground, or look after the replication slot.")
final class ReceiveWal extends BarmanCommand {
    @Parameters(paramLabel = "SERVER", arity = "1", description = "one server")
    String name = "";

    @Option(names = "--create-slot", description = "create the replication slot, reserving WAL from now on")
    boolean createSlot;

    @Option(names = "--if-not-exists", description = "with --create-slot: an existing slot is no error")
    boolean ifNotExists;

    @Option(names = "--drop-slot", description = "drop the replication slot")
    boolean dropSlot;

    @Option(names = "--stop", description = "end the process that receives this server's WAL")
    boolean stop;

    @Option(names = "--reset", description = "go on where the server can, and record what is missing then")
    boolean reset;

    @Override
    void run(BarmanContext context) throws IOException, InterruptedException {
        ServerConfig server = context.server(name);
        BarmanVerbs.refuseBroken(server);
        if (stop && reset) {
            context.output().error("--stop and --reset options are not compatible");
            return;
        }
        SlotCommands slots = new SlotCommands(context, server);
        if (createSlot) {
            slots.create(ifNotExists);
        } else if (dropSlot) {
            slots.drop();
        } else if (stop) {
            new ReceiverStop(context, server).run();
        } else if (reset) {
            new ReceiverRestart(context, server).run();
        } else {
            receive(context, server);
        }
    }

    private static void receive(BarmanContext context, ServerConfig server) throws IOException, InterruptedException {
        if (!server.streamingArchiver()) {
            context.output()
                    .error("Unable to start receive-wal process: streaming_archiver option set to 'off' in barman"
                            + " configuration file");
            return;
        }
        new ForegroundReceiver(context, server)
                .run(new ReceiverWorker(
                        server, context.replication(), context.connector(), SegmentListener.NONE, context.clock()));
    }
}
