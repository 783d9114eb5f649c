package io.jbarman.cli;

/** The exit statuses of the control plane; Barman's verbs keep Barman's own. */
final class ExitStatus {
    static final int OK = 0;
    static final int FAILED = 1;
    /** There are changes, or drift. */
    static final int CHANGES = 2;
    /** Everything was done that may be done now; a restart waits by the topology's own policy. */
    static final int PENDING = 3;
    /** A usage error of the control plane, so that it is never mistaken for drift (sysexits: EX_USAGE). */
    static final int USAGE = 64;

    static final int INTERRUPTED = 130;

    private ExitStatus() {}
}
