package io.jbarman.cli;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Unmatched;

/**
 * The client side of archiving: the shell script that is deployed where no Java is, run from here. All options are the
 * script's.
 */
abstract class ClientVerb implements Callable<Integer>, BarmanVerb {
    private final String script;

    @Unmatched
    List<String> words = new ArrayList<>();

    ClientVerb(String script) {
        this.script = script;
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of("sh", "-c", text(), script));
        command.addAll(words);
        return new ProcessBuilder(command).inheritIO().start().waitFor();
    }

    private String text() throws IOException {
        try (InputStream template = ClientVerb.class.getResourceAsStream("/io/jbarman/templates/" + script)) {
            if (template == null) {
                throw new IOException("the build has no " + script);
            }
            return new String(template.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    /** {@code wal-archive}. */
    @Command(name = "wal-archive", description = "Send a WAL file to the barmanhost; for archive_command.")
    static final class Archive extends ClientVerb {
        Archive() {
            super("wal-archive");
        }
    }

    /** {@code wal-restore}. */
    @Command(name = "wal-restore", description = "Fetch a WAL file from the barmanhost; for restore_command.")
    static final class Restore extends ClientVerb {
        Restore() {
            super("wal-restore");
        }
    }
}
