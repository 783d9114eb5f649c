package io.jbarman.cli;

import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Option;

/** For whom secrets are encrypted. */
final class RecipientOptions {
    @Option(
            names = {"-r", "--recipient"},
            paramLabel = "age1...",
            description = "For whom; can be repeated. Left out: who stands in the .recipients file, else you.")
    List<String> recipients = new ArrayList<>();

    @Option(names = "--debug", description = "Show the stack trace of an error.")
    boolean debug;
}
