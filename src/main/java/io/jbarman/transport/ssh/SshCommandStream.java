package io.jbarman.transport.ssh;

import io.jbarman.transport.AccountSwitch;
import io.jbarman.transport.ErrorText;
import io.jbarman.transport.HostStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;

/** The standard streams of a program of another host. It ends when its input does, or at the next thing it writes. */
final class SshCommandStream implements HostStream {
    private final SshLink.Channel channel;
    private final InputStream input;
    private final ErrorText errors;
    private volatile boolean closed;

    SshCommandStream(SshLink.Channel channel) {
        this.channel = channel;
        this.input = new ChannelInput(channel.command().getInputStream());
        this.errors = ErrorText.of(channel.command().getErrorStream());
    }

    @Override
    public InputStream input() {
        return input;
    }

    @Override
    public OutputStream output() {
        return channel.command().getOutputStream();
    }

    @Override
    public String errors() {
        return AccountSwitch.withoutMark(closed ? errors.atEnd() : errors.soFar());
    }

    @Override
    public void close() {
        closed = true;
        try {
            channel.command().getOutputStream().close();
        } catch (IOException programIsGone) {
            // Then it needs no end of input.
        }
        channel.close();
    }
}
