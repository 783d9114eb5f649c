package io.jbarman.quickstart;

import io.jbarman.diagnostics.Diagnostic;
import io.jbarman.diagnostics.ProblemException;

/** The quickstart stops at the first thing that is not as it should be, and says which. */
final class Expect {
    private static final String REMEDY =
            "run 'jbarman quickstart --keep', which leaves everything up after a failure, and look at the logs it names";

    private Expect() {}

    /** The command ended with that status. */
    static void status(JbarmanCommand.Said said, int expected) {
        that(
                said.status() == expected,
                "'" + said.commandLine() + "' ended with exit status " + said.status() + ", not " + expected);
    }

    /** The command's output holds that text. */
    static void says(JbarmanCommand.Said said, String text) {
        that(said.output().contains(text), "'" + said.commandLine() + "' did not say '" + text + "'");
    }

    /** The condition holds. */
    static void that(boolean holds, String otherwise) {
        if (!holds) {
            throw new ProblemException(Diagnostic.error("quickstart", "the quickstart stops: " + otherwise, REMEDY));
        }
    }
}
