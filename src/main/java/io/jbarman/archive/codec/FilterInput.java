package io.jbarman.archive.codec;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;

/** Reads another stream through a process; at the end, a process that failed is an error and no end. */
final class FilterInput extends FilterInputStream {
    private final Process process;
    private final String filter;
    private final InputStream source;

    FilterInput(Process process, String filter, InputStream source) {
        super(process.getInputStream());
        this.process = process;
        this.filter = filter;
        this.source = source;
        Pump.start(source, process.getOutputStream());
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : Byte.toUnsignedInt(one[0]);
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
        int count = super.read(bytes, offset, length);
        Optional<String> ending = count < 0 ? Pump.ending(process, filter) : Optional.empty();
        if (ending.isPresent()) {
            throw new IOException(ending.get());
        }
        return count;
    }

    @Override
    public void close() throws IOException {
        process.destroy();
        super.close();
        source.close();
    }
}
