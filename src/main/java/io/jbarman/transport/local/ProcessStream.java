package io.jbarman.transport.local;

import io.jbarman.transport.AccountSwitch;
import io.jbarman.transport.ErrorText;
import io.jbarman.transport.HostStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.stream.Stream;

/** The standard streams of a running program. */
final class ProcessStream implements HostStream {
    private final Process process;
    private final ErrorText errors;
    private volatile boolean closed;

    ProcessStream(Process process) {
        this.process = process;
        this.errors = ErrorText.of(process.getErrorStream());
    }

    @Override
    public InputStream input() {
        return process.getInputStream();
    }

    @Override
    public OutputStream output() {
        return process.getOutputStream();
    }

    @Override
    public String errors() {
        return AccountSwitch.withoutMark(closed ? errors.atEnd() : errors.soFar());
    }

    /** What runs as another account ends when its input does; what is ours is ended. */
    @Override
    public void close() {
        closed = true;
        try {
            process.getOutputStream().close();
        } catch (IOException programIsGone) {
            // Then there is nothing to tell it.
        }
        Stream.concat(process.descendants(), Stream.of(process.toHandle())).forEach(ProcessStream::end);
    }

    private static void end(ProcessHandle handle) {
        try {
            handle.destroyForcibly();
        } catch (IllegalStateException | SecurityException notOurs) {
            // sudo's child: the end of its input ends it.
        }
    }
}
