package io.jbarman.cli;

import io.jbarman.ingest.Answer;
import io.jbarman.ingest.GetWal;
import io.jbarman.ingest.WalRequest;
import io.jbarman.runtime.WalDoors;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code get-wal}, in a process of its own. */
@Command(name = "get-wal", description = "Give a WAL file out, complete or, if asked for, as far as it was received.")
final class GetWalVerb extends WalDoorVerb {
    @Parameters(index = "0", paramLabel = "SERVER", description = "one server")
    String name = "";

    @Parameters(index = "1", paramLabel = "WAL", description = "the name of a WAL file")
    String wal = "";

    @Option(
            names = {"-o", "--output-directory"},
            paramLabel = "DIR",
            description = "write a file there, not standard output")
    @Nullable
    Path directory;

    @Option(
            names = {"-P", "--partial"},
            description = "a segment that is not complete will do")
    boolean partial;

    @Option(
            names = {"-z", "-x", "--gzip"},
            description = "compress with gzip")
    boolean gzip;

    @Option(
            names = {"-j", "--bzip2"},
            description = "compress with bzip2")
    boolean bzip2;

    @Option(names = "--keep-compression", description = "as the archive has it")
    boolean asStored;

    @Option(
            names = {"-p", "--peek"},
            paramLabel = "N",
            description = "list up to N names that are there without a gap, beginning with WAL")
    int peek;

    @Option(
            names = {"-t", "--test"},
            description = "say only whether WAL could be given")
    boolean test;

    @Override
    void run(BarmanContext context) throws IOException {
        GetWal door = WalDoors.out(open(context, name));
        if (test) {
            tell(context, door.test());
        } else if (peek > 0) {
            tell(context, door.peek(wal, peek));
        } else if (directory == null) {
            try (OutputStream out = new FileOutputStream(FileDescriptor.out)) {
                tell(context, door.deliver(request(), () -> out));
            }
        } else {
            deliver(context, door, new WalFile(directory, wal));
        }
    }

    private void deliver(BarmanContext context, GetWal door, WalFile file) throws IOException {
        try (file) {
            Answer answer = door.deliver(request(), file::open);
            if (answer.status() == 0) {
                context.output()
                        .info("Sending WAL '" + wal + "' for server '" + name + "' into '" + file.finish() + "' file");
            }
            tell(context, answer);
        } catch (WalFile.Unwritable e) {
            tell(context, new Answer(3, List.of(String.valueOf(e.getMessage()))));
        }
    }

    private WalRequest request() {
        Optional<String> compression =
                gzip ? Optional.of("gzip") : bzip2 ? Optional.of("bzip2") : Optional.<String>empty();
        return new WalRequest(wal, partial, new WalRequest.Delivery(compression, asStored));
    }
}
