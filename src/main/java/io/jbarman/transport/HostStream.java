package io.jbarman.transport;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;

/** A two-way stream to a program or a port of a host. Reading and writing may be done by different threads. */
public interface HostStream extends Closeable {
    InputStream input();

    OutputStream output();

    /** What the program wrote to its standard error so far, all of it once closed; empty for a port. */
    String errors();

    /** Ends the program or the connection; idempotent, never blocks for long. */
    @Override
    void close() throws IOException;
}
