package io.jbarman.cli;

import io.jbarman.engine.ApplyProgress;
import io.jbarman.engine.Outcome;
import io.jbarman.plan.Decision;
import io.jbarman.plan.Step;
import io.jbarman.report.ApplyText;

/** Says what happens while it happens. */
final class ProgressLines implements ApplyProgress {
    private final Console console;
    private final boolean json;
    private boolean begun;

    ProgressLines(Console console, boolean json) {
        this.console = console;
        this.json = json;
    }

    @Override
    public void begins(Decision.Change change, Step step) {
        console.progress("  ... " + step.describe());
    }

    @Override
    public void ended(Outcome outcome) {
        console.quiet();
        if (!json) {
            console.print((begun ? "" : "\n") + ApplyText.outcome(outcome, console.ink()));
            begun = true;
        }
    }
}
