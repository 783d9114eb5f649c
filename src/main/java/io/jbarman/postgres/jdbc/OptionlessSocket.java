package io.jbarman.postgres.jdbc;

import java.net.Socket;

/** A socket only as far as pgjdbc looks: what a network's would be set to, nothing here has (pgjdbc: PGStream). */
public abstract class OptionlessSocket extends Socket {
    private static final int BUFFER = 64 << 10;

    /** One that is not connected. */
    protected OptionlessSocket() {}

    @Override
    public void setTcpNoDelay(boolean on) {
        // The business of whatever carries the bytes, as with all the options below.
    }

    @Override
    public void setKeepAlive(boolean on) {}

    @Override
    public synchronized void setReceiveBufferSize(int size) {}

    @Override
    public synchronized void setSendBufferSize(int size) {}

    @Override
    public synchronized int getReceiveBufferSize() {
        return BUFFER;
    }

    @Override
    public synchronized int getSendBufferSize() {
        return BUFFER;
    }
}
