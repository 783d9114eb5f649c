package io.jbarman.postgres.jdbc;

import io.jbarman.transport.HostStream;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** The streams of one session: the one it travels on, and those that the driver opens to cancel a statement. */
final class Line {
    private final Dialler dialler;
    private final List<HostStream> streams = new CopyOnWriteArrayList<>();
    private volatile boolean closing;

    Line(Dialler dialler) {
        this.dialler = dialler;
    }

    HostStream dial() throws IOException {
        if (closing) {
            throw new IOException("the session has been closed");
        }
        HostStream stream = dialler.dial();
        streams.add(stream);
        return stream;
    }

    /** From now on it is no error that the server has hung up. */
    void announceEnd() {
        closing = true;
    }

    boolean isClosing() {
        return closing;
    }

    /** Closes what is still open, whatever the driver did about it. */
    void close() {
        closing = true;
        streams.forEach(Line::closeQuietly);
    }

    private static void closeQuietly(HostStream stream) {
        try {
            stream.close();
        } catch (IOException alreadyGone) {
            // Then it is closed.
        }
    }
}
