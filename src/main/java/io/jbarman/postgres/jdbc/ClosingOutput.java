package io.jbarman.postgres.jdbc;

import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;

/**
 * What is written to a line. At its end the server hangs up first, and the driver's last flush onto the closed stream is
 * then no error; without this the driver would leave its socket open.
 */
final class ClosingOutput extends FilterOutputStream {
    private final Line line;

    ClosingOutput(OutputStream out, Line line) {
        super(out);
        this.line = line;
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
        try {
            out.write(bytes, offset, length);
        } catch (IOException gone) {
            forgiveAtTheEnd(gone);
        }
    }

    @Override
    public void flush() throws IOException {
        try {
            out.flush();
        } catch (IOException gone) {
            forgiveAtTheEnd(gone);
        }
    }

    @Override
    public void close() throws IOException {
        try {
            out.close();
        } catch (IOException gone) {
            forgiveAtTheEnd(gone);
        }
    }

    private void forgiveAtTheEnd(IOException gone) throws IOException {
        if (!line.isClosing()) {
            throw gone;
        }
    }
}
