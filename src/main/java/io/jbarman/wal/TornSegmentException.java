package io.jbarman.wal;

import java.io.IOException;

/** A compressed segment ends too early, as after a crash, or its bytes are wrong. Nothing is wrong with the disk. */
final class TornSegmentException extends IOException {
    private static final long serialVersionUID = 1L;

    TornSegmentException(IOException cause) {
        super("not whole: " + cause.getMessage(), cause);
    }
}
