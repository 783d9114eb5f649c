package io.jbarman.cli;

/** A command whose errors, too, come in the format that was asked for. */
interface JsonCommand {
    /** Whether a program reads them. */
    boolean json();
}
