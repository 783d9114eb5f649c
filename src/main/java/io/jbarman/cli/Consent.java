package io.jbarman.cli;

import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;

/**
 * The yes that a change needs: given with the command, or on a terminal.
 *
 * @param given whether it came with the command
 */
record Consent(@Nullable CommandSpec spec, Console console, ControlOptions options, boolean given) {
    /**
     * Asks, unless it was given. A no is told.
     *
     * @param question that yes or no answers
     * @throws ParameterException if there is nobody to ask
     */
    boolean to(String question) {
        if (given) {
            return true;
        }
        if (spec != null && (!options.text() || !console.isTerminal())) {
            throw new ParameterException(
                    spec.commandLine(),
                    "there is no terminal to ask on: nothing was changed; look at the plan and give --yes");
        }
        boolean agreed = console.ask("\n" + question + " (yes/no) ")
                .filter(answer -> answer.strip().equalsIgnoreCase("yes"))
                .isPresent();
        if (!agreed) {
            console.note("Nothing was changed.");
        }
        return agreed;
    }
}
