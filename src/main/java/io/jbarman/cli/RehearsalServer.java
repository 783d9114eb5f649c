package io.jbarman.cli;

import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/**
 * A walsender of one scene, for {@link Rehearsal}: it asks the first client for a password by SCRAM and refuses it; the
 * second it lets in and sends a hundred bytes of WAL (PostgreSQL: "Frontend/Backend Protocol").
 */
final class RehearsalServer implements AutoCloseable {
    private static final int SSL_REQUEST = 80877103;
    private static final int START = 0x1000000;

    private final ServerSocket socket;

    RehearsalServer() throws IOException {
        this.socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
        Thread thread = new Thread(this::play, "rehearsal");
        thread.setDaemon(true);
        thread.start();
    }

    int port() {
        return socket.getLocalPort();
    }

    private void play() {
        try {
            try (Socket first = socket.accept()) {
                new Scene(first).refuse();
            }
            try (Socket second = socket.accept()) {
                new Scene(second).stream();
            }
        } catch (IOException overForAnyReason) {
            return;
        }
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }

    private static final class Scene {
        private final DataInputStream in;
        private final DataOutputStream out;

        Scene(Socket client) throws IOException {
            this.in = new DataInputStream(client.getInputStream());
            this.out = new DataOutputStream(client.getOutputStream());
            start();
        }

        private void start() throws IOException {
            while (ByteBuffer.wrap(body()).getInt() == SSL_REQUEST) {
                out.write('N');
            }
        }

        private byte[] body() throws IOException {
            return in.readNBytes(in.readInt() - 4);
        }

        private String message() throws IOException {
            char type = (char) in.readByte();
            return type + new String(body(), StandardCharsets.ISO_8859_1);
        }

        void refuse() throws IOException {
            say('R', 10, "SCRAM-SHA-256\0\0");
            String first = message();
            String nonce = first.substring(first.indexOf(",r=") + 3);
            say('R', 11, "r=" + nonce + "rehearsal,s=cmVoZWFyc2Fs,i=4096");
            message();
            say('E', "SFATAL\0C28P01\0Mrehearsal\0\0");
        }

        void stream() throws IOException {
            say('R', 0, "");
            say('S', "server_version\0" + "15.0\0");
            say('S', "client_encoding\0UTF8\0");
            say('S', "standard_conforming_strings\0on\0");
            say('S', "integer_datetimes\0on\0");
            say('Z', "I");
            for (String asked = message(); !asked.startsWith("X"); asked = message()) {
                answer(asked);
            }
        }

        private void answer(String asked) throws IOException {
            if (asked.startsWith("QIDENTIFY_SYSTEM")) {
                row("7000000000000000001", "1", "0/2000000", "");
            } else if (asked.startsWith("QSHOW wal_segment_size")) {
                row("16MB");
            } else if (asked.startsWith("QSHOW data_directory_mode")) {
                row("0700");
            } else if (asked.startsWith("QREAD_REPLICATION_SLOT")) {
                row("physical", "0/1000000", "1");
            } else if (asked.startsWith("QSTART_REPLICATION")) {
                say('W', "\0\0\0");
                wal();
            } else if (asked.startsWith("Q")) {
                end("SET");
            } else if (asked.startsWith("c")) {
                say('c', "");
                end("COPY 0");
            }
        }

        private void wal() throws IOException {
            ByteArrayOutputStream data = new ByteArrayOutputStream();
            DataOutputStream writing = new DataOutputStream(data);
            writing.writeByte('w');
            writing.writeLong(START);
            writing.writeLong(START + 100);
            writing.writeLong(0);
            writing.write(new byte[100]);
            say('d', data.toByteArray());
        }

        private void row(String... values) throws IOException {
            ByteArrayOutputStream data = new ByteArrayOutputStream();
            DataOutputStream writing = new DataOutputStream(data);
            writing.writeShort(values.length);
            for (String value : values) {
                writing.writeInt(value.length());
                writing.writeBytes(value);
            }
            say('D', data.toByteArray());
            end("SELECT");
        }

        private void end(String tag) throws IOException {
            say('C', tag + "\0");
            say('Z', "I");
        }

        private void say(char type, int code, String text) throws IOException {
            ByteArrayOutputStream data = new ByteArrayOutputStream();
            DataOutputStream writing = new DataOutputStream(data);
            writing.writeInt(code);
            writing.writeBytes(text);
            say(type, data.toByteArray());
        }

        private void say(char type, String text) throws IOException {
            say(type, text.getBytes(StandardCharsets.ISO_8859_1));
        }

        private void say(char type, byte[] body) throws IOException {
            out.writeByte(type);
            out.writeInt(body.length + 4);
            out.write(body);
            out.flush();
        }
    }
}
