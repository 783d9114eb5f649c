package io.jbarman.replication.pgjdbc;

import java.io.Closeable;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Over streams, as TLS has them. Only bytes wake who reads from one; should none come, he looks up now and then. Who
 * writes waits until the server takes it: once there is reason to hurry, not for long.
 */
final class StreamDuplex implements Duplex {
    private static final long GLANCE_MILLIS = 5000;
    private static final long HURRY = Duration.ofSeconds(10).toNanos();

    private final Socket socket;
    private final InputStream input;
    private final OutputStream output;
    private final AtomicBoolean woken = new AtomicBoolean();
    private final ReentrantLock writing = new ReentrantLock();
    private volatile long hurryUntil = System.nanoTime();

    StreamDuplex(Socket socket) throws IOException {
        this.socket = socket;
        this.input = socket.getInputStream();
        this.output = socket.getOutputStream();
    }

    @Override
    public ByteBuffer buffer(int size) {
        return ByteBuffer.allocate(size);
    }

    @Override
    public boolean read(ByteBuffer buffer, long patience) throws IOException {
        if (patience <= 0) {
            return input.available() > 0 && readWithin(buffer, 1);
        }
        long deadline = System.nanoTime() + patience;
        while (!woken.getAndSet(false)) {
            long left = Duration.ofNanos(deadline - System.nanoTime()).toMillis();
            if (readWithin(buffer, Math.max(1, Math.min(left, GLANCE_MILLIS)))) {
                return true;
            }
            if (left <= GLANCE_MILLIS) {
                return false;
            }
        }
        return false;
    }

    private boolean readWithin(ByteBuffer buffer, long millis) throws IOException {
        try {
            socket.setSoTimeout((int) millis);
            int count = input.read(buffer.array(), buffer.arrayOffset() + buffer.position(), buffer.remaining());
            if (count < 0) {
                throw new EOFException("the server closed the connection");
            }
            buffer.position(buffer.position() + count);
            return true;
        } catch (SocketTimeoutException e) {
            return false;
        }
    }

    @Override
    public void write(ByteBuffer bytes) throws IOException {
        byte[] content = new byte[bytes.remaining()];
        bytes.get(content);
        writing.lock();
        try {
            if (hurryUntil - System.nanoTime() > 0) {
                Patience.during(below(), () -> send(content));
            } else {
                send(content);
            }
        } finally {
            writing.unlock();
        }
    }

    private void send(byte[] content) throws IOException {
        output.write(content);
        output.flush();
    }

    @Override
    public boolean wake() {
        woken.set(true);
        hurry();
        return false;
    }

    @Override
    public void hurry() {
        hurryUntil = System.nanoTime() + HURRY;
        if (writing.isLocked()) {
            Thread watch = new Thread(this::endWriting, "watch a write over TLS");
            watch.setDaemon(true);
            watch.start();
        }
    }

    /** Of a write that was under way before. */
    private void endWriting() {
        try {
            if (writing.tryLock(Patience.FAREWELL.toMillis(), TimeUnit.MILLISECONDS)) {
                writing.unlock();
            } else {
                below().close();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (IOException e) {
            // Then it is closed as much as it can be.
        }
    }

    /** To close a socket under TLS takes a last message; to close the channel below it takes nothing. */
    @Override
    public Closeable below() {
        return socket.getChannel() == null ? socket : socket.getChannel();
    }

    @Override
    public void close() {
        // Nothing was changed.
    }
}
