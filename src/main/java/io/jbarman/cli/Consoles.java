package io.jbarman.cli;

import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;

/** The console of a running command. */
final class Consoles {
    private Consoles() {}

    static Console of(@Nullable CommandSpec spec) {
        if (spec == null) {
            throw new IllegalStateException("picocli gives every command its spec before it runs");
        }
        return new Console(spec.commandLine().getOut(), spec.commandLine().getErr());
    }
}
