package io.jbarman.cli;

import io.jbarman.diagnostics.Diagnostic;
import io.jbarman.pg.Lsn;
import io.jbarman.pg.SegmentName;
import io.jbarman.pg.TimelineId;
import io.jbarman.pg.WalSegmentSize;
import io.jbarman.wal.SegmentListener;
import java.io.PrintWriter;
import java.util.Optional;

/** Messages in the form of PostgreSQL's client programs: {@code program: error: what}, then a hint. */
final class PgMessages implements SegmentListener {
    private final String program;
    private final PrintWriter err;
    private final boolean verbose;
    private volatile WalSegmentSize size = WalSegmentSize.DEFAULT;

    PgMessages(String program, PrintWriter err, boolean verbose) {
        this.program = program;
        this.err = err;
        this.verbose = verbose;
    }

    /** Which segments will be told of. */
    void segmentSize(WalSegmentSize known) {
        size = known;
    }

    void error(Fatal fatal) {
        say("error: " + fatal.getMessage());
        fatal.hint.ifPresent(hint -> say("hint: " + hint.replace("PROGRAM", program)));
    }

    void info(String message) {
        if (verbose) {
            say(message);
        }
    }

    private synchronized void say(String message) {
        err.println(program + ": " + message);
        err.flush();
    }

    @Override
    public void completed(SegmentName segment) {
        info("finished segment at " + segment.start(size).plus(size.bytes()) + " (timeline " + segment.timeline()
                + ")");
    }

    @Override
    public void streaming(Lsn from, TimelineId timeline) {
        info("starting log streaming at " + from + " (timeline " + timeline + ")");
    }

    @Override
    public void switched(Lsn at, TimelineId next) {
        info("switched to timeline " + next + " at " + at);
    }

    @Override
    public void failed(Diagnostic problem) {
        say("error: " + problem.summary());
        say("hint: " + problem.hint());
    }

    /** The end of the program. */
    static final class Fatal extends Exception {
        private static final long serialVersionUID = 1L;

        private final transient Optional<String> hint;

        private Fatal(String message, Optional<String> hint) {
            super(message);
            this.hint = hint;
        }

        static Fatal usage(String message) {
            return new Fatal(message, Optional.of("Try \"PROGRAM --help\" for more information."));
        }

        static Fatal plain(String message) {
            return new Fatal(message, Optional.empty());
        }

        static Fatal of(String message, String hint) {
            return new Fatal(message, Optional.of(hint));
        }
    }
}
