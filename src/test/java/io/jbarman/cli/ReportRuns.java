package io.jbarman.cli;

import java.io.PrintWriter;
import java.io.StringWriter;

/** Commands for tests of other rooms. */
public final class ReportRuns {
    private ReportRuns() {}

    /** Runs one, and gives its exit status. */
    public static int run(StringWriter out, StringWriter err, String... args) {
        return Main.commandLine(new PrintWriter(out), new PrintWriter(err), args)
                .execute(args);
    }
}
