package io.jbarman.cli;

import io.jbarman.config.ServerConfig;
import io.jbarman.ingest.Answer;
import io.jbarman.ingest.PutWal;
import io.jbarman.runtime.WalDoors;
import java.io.IOException;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/**
 * {@code put-wal}, in a process of its own: what the runtime's socket does, for when no runtime answers. The archiver
 * finds what came by itself.
 */
@Command(name = "put-wal", description = "Take WAL from a tar stream on standard input, and make it durable.")
final class PutWalVerb extends WalDoorVerb {
    @Parameters(paramLabel = "SERVER", arity = "1", description = "one server")
    String name = "";

    @Option(
            names = {"-t", "--test"},
            description = "say only whether WAL would be accepted")
    boolean test;

    @Option(
            names = "--compressed",
            description = "the stream is compressed as a whole, with zstd, lz4 or gzip, as wal-archive sends it")
    boolean compressed;

    @Override
    void run(BarmanContext context) throws IOException {
        ServerConfig server = open(context, name);
        PutWal door = WalDoors.in(server, context.clock());
        Optional<String> deadEnd = test ? WalDoors.deadEnd(server) : Optional.empty();
        if (deadEnd.isPresent()) {
            tell(context, Answer.failed(deadEnd.get()));
        } else {
            tell(context, test ? door.test() : received(door));
        }
    }

    private Answer received(PutWal door) throws IOException {
        return compressed ? door.receiveCompressed(System.in, origin()) : door.receive(System.in, origin());
    }

    /** The client's address, where sshd started this (sshd: {@code SSH_CONNECTION}). */
    private static String origin() {
        String connection = System.getenv().getOrDefault("SSH_CONNECTION", "");
        return connection.contains(" ") ? connection.substring(0, connection.indexOf(' ')) : connection;
    }
}
