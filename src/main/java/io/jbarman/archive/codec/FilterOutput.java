package io.jbarman.archive.codec;

import java.io.IOException;
import java.io.OutputStream;

/** Writes through a process into another stream. */
final class FilterOutput extends OutputStream {
    private final Process process;
    private final String filter;
    private final OutputStream target;
    private final Pump pump;
    private boolean closed;

    FilterOutput(Process process, String filter, OutputStream target) {
        this.process = process;
        this.filter = filter;
        this.target = target;
        this.pump = Pump.start(process.getInputStream(), target);
    }

    @Override
    public void write(int value) throws IOException {
        write(new byte[] {(byte) value}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
        try {
            process.getOutputStream().write(bytes, offset, length);
        } catch (IOException e) {
            closed = true;
            target.close();
            throw new IOException(Pump.ending(process, filter).orElse(filter + " does not read its input"), e);
        }
    }

    @Override
    public void close() throws IOException {
        if (closed) {
            return;
        }
        closed = true;
        try (target) {
            process.getOutputStream().close();
            pump.await();
            String ending = Pump.ending(process, filter).orElse("");
            if (!ending.isEmpty()) {
                throw new IOException(ending);
            }
        }
    }
}
