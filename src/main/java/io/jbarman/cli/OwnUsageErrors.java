package io.jbarman.cli;

import picocli.CommandLine;

/** A command that reports a usage error in the words and with the exit status of the program that it stands for. */
interface OwnUsageErrors {
    /** Reports it; gives the exit status. */
    int usageError(CommandLine.ParameterException problem);
}
