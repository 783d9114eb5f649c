package io.jbarman.diagnostics;

/** How bad a problem is: an error stops the command, a warning and a note do not. */
public enum Severity {
    ERROR,
    WARNING,
    NOTE
}
