package io.jbarman.cli;

/** A command of the control plane whose errors, too, come in the format that was asked for. */
interface ControlCommand extends JsonCommand {
    ControlOptions options();

    @Override
    default boolean json() {
        return options().json();
    }
}
