package io.jbarman.cli;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The options of every Barman verb; they may stand before the verb as well. */
final class BarmanGlobals {
    @Option(
            names = {"-c", "--config"},
            paramLabel = "FILE",
            description = "Barman's configuration (default: $$BARMAN_CONFIG_FILE, ~/.barman.conf, /etc/barman.conf,"
                    + " /etc/barman/barman.conf)")
    @Nullable
    Path config;

    @Option(
            names = {"-f", "--format"},
            paramLabel = "FORMAT",
            description = "console (the default) or json")
    @Nullable
    String format;

    @Option(
            names = {"-q", "--quiet"},
            description = "say only what is wrong")
    boolean quiet;

    @Option(
            names = {"-d", "--debug"},
            description = "show stack traces")
    boolean debug;
}
