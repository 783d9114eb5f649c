package io.jbarman.replication.pgjdbc;

import java.io.Closeable;
import java.io.EOFException;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.SocketTimeoutException;
import java.nio.ByteBuffer;
import java.nio.channels.AsynchronousCloseException;
import java.nio.channels.ClosedSelectorException;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Over a channel that never blocks. Whether more is there is asked by reading it: at one synchronous commit at a time,
 * each call of the system counts. Who waits is woken by a selector, not by looking again and again.
 */
final class ChannelDuplex implements Duplex {
    private static final long STALLED = Duration.ofSeconds(30).toNanos();
    /** A wait of so many nanoseconds was none. */
    private static final long AT_ONCE = 20_000;

    private final SocketChannel channel;
    private final Selector readable;
    private final AtomicBoolean woken = new AtomicBoolean();
    /** Whether nothing was there when the reader waited last: then looking before waiting is a call for nothing. */
    private boolean quiet;

    ChannelDuplex(SocketChannel channel) throws IOException {
        this.channel = channel;
        this.readable = Selector.open();
        channel.configureBlocking(false);
        channel.register(readable, SelectionKey.OP_READ);
    }

    @Override
    public ByteBuffer buffer(int size) {
        return ByteBuffer.allocateDirect(size);
    }

    @Override
    public boolean read(ByteBuffer buffer, long patience) throws IOException {
        boolean waits = patience > 0;
        if (!(waits && quiet) && readNow(buffer)) {
            return true;
        }
        if (!waits || woken.getAndSet(false)) {
            return false;
        }
        long begun = System.nanoTime();
        await(readable, patience);
        quiet = System.nanoTime() - begun > AT_ONCE;
        return readNow(buffer);
    }

    private boolean readNow(ByteBuffer buffer) throws IOException {
        int count = channel.read(buffer);
        if (count < 0) {
            throw new EOFException("the server closed the connection");
        }
        return count > 0;
    }

    private void await(Selector selector, long patience) throws IOException {
        try {
            selector.select(ready -> {}, Math.max(1, patience / 1_000_000));
        } catch (ClosedSelectorException e) {
            throw new AsynchronousCloseException();
        }
        if (selector == readable) {
            woken.set(false);
        }
        if (Thread.currentThread().isInterrupted()) {
            throw new InterruptedIOException("interrupted while waiting for the server");
        }
    }

    @Override
    public void write(ByteBuffer bytes) throws IOException {
        channel.write(bytes);
        if (bytes.hasRemaining()) {
            writeAsItIsTaken(bytes);
        }
    }

    private void writeAsItIsTaken(ByteBuffer bytes) throws IOException {
        try (Selector writable = Selector.open()) {
            channel.register(writable, SelectionKey.OP_WRITE);
            while (bytes.hasRemaining()) {
                await(writable, STALLED);
                if (channel.write(bytes) == 0) {
                    throw new SocketTimeoutException("the server does not take what it is told");
                }
            }
        }
    }

    @Override
    public boolean wake() {
        woken.set(true);
        readable.wakeup();
        return true;
    }

    @Override
    public Closeable below() {
        return channel;
    }

    @Override
    public void close() throws IOException {
        readable.close();
        if (channel.isOpen()) {
            channel.configureBlocking(true);
        }
    }
}
