package io.jbarman.transport.ssh;

import java.io.Closeable;
import java.io.EOFException;
import java.io.IOException;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import net.schmizz.sshj.common.Buffer;

/** ssh-agent over its socket (Internet draft: "SSH Agent Protocol"): the keys that it holds, and signatures by them. */
final class SshAgent implements Closeable {
    private static final byte REQUEST_IDENTITIES = 11;
    private static final byte IDENTITIES_ANSWER = 12;
    private static final byte SIGN_REQUEST = 13;
    private static final byte SIGN_RESPONSE = 14;
    private static final int MOST = 256 * 1024;

    private final SocketChannel channel;

    private SshAgent(SocketChannel channel) {
        this.channel = channel;
    }

    static SshAgent connect(Path socket) throws IOException {
        return new SshAgent(SocketChannel.open(UnixDomainSocketAddress.of(socket)));
    }

    /** A key that the agent holds. */
    record AgentKey(PublicKeyText text, String comment) {}

    List<AgentKey> keys() throws IOException {
        List<AgentKey> keys = new ArrayList<>();
        try {
            Buffer.PlainBuffer answer = ask(new byte[] {REQUEST_IDENTITIES});
            if (answer.readByte() != IDENTITIES_ANSWER) {
                return keys;
            }
            for (int left = answer.readUInt32AsInt(); left > 0; left--) {
                byte[] blob = answer.readBytes();
                keys.add(new AgentKey(PublicKeyText.ofBlob(blob), answer.readString()));
            }
            return keys;
        } catch (Buffer.BufferException malformed) {
            throw new IOException("the agent's answer cannot be read", malformed);
        }
    }

    byte[] sign(byte[] key, byte[] data, int flags) throws IOException {
        try {
            Buffer.PlainBuffer answer = ask(new Buffer.PlainBuffer()
                    .putByte(SIGN_REQUEST)
                    .putBytes(key)
                    .putBytes(data)
                    .putUInt32(flags)
                    .getCompactData());
            if (answer.readByte() != SIGN_RESPONSE) {
                throw new AgentRefusal();
            }
            return answer.readBytes();
        } catch (Buffer.BufferException malformed) {
            throw new IOException("the agent's answer cannot be read", malformed);
        }
    }

    private Buffer.PlainBuffer ask(byte[] message) throws IOException {
        ByteBuffer question = ByteBuffer.allocate(4 + message.length)
                .putInt(message.length)
                .put(message)
                .flip();
        while (question.hasRemaining()) {
            channel.write(question);
        }
        int length = read(4).getInt();
        if (length < 1 || length > MOST) {
            throw new IOException("the agent answers with " + length + " bytes");
        }
        return new Buffer.PlainBuffer(read(length).array());
    }

    private ByteBuffer read(int count) throws IOException {
        ByteBuffer buffer = ByteBuffer.allocate(count);
        while (buffer.hasRemaining()) {
            if (channel.read(buffer) < 0) {
                throw new EOFException("the agent hung up");
            }
        }
        return buffer.flip();
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
