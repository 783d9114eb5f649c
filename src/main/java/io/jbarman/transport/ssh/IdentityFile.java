package io.jbarman.transport.ssh;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.Optional;
import net.schmizz.sshj.common.Buffer;

/** What can be told of a private key's file without opening the key. */
record IdentityFile(Path path, boolean encrypted, Optional<PublicKeyText> publicKey) {
    private static final String HEADER = "-----BEGIN OPENSSH PRIVATE KEY-----";
    private static final String FOOTER = "-----END OPENSSH PRIVATE KEY-----";
    private static final int MAGIC_LENGTH = "openssh-key-v1".length() + 1;

    static IdentityFile look(Path path) throws IOException {
        String text = Files.readString(path, StandardCharsets.ISO_8859_1);
        int start = text.indexOf(HEADER);
        int end = text.indexOf(FOOTER);
        return start >= 0 && end > start
                ? ofOpenSsh(path, text.substring(start + HEADER.length(), end))
                : new IdentityFile(path, text.contains("ENCRYPTED"), besides(path));
    }

    /** The format keeps its public key in the clear: magic, cipher, derivation, its options, count, public key. */
    private static IdentityFile ofOpenSsh(Path path, String body) throws IOException {
        try {
            Buffer.PlainBuffer buffer =
                    new Buffer.PlainBuffer(Base64.getMimeDecoder().decode(body));
            buffer.rpos(MAGIC_LENGTH);
            boolean encrypted = !buffer.readString().equals("none");
            buffer.readString();
            buffer.readBytes();
            buffer.readUInt32();
            return new IdentityFile(path, encrypted, Optional.of(PublicKeyText.ofBlob(buffer.readBytes())));
        } catch (Buffer.BufferException | IllegalArgumentException malformed) {
            throw new IOException("not a private key that can be read", malformed);
        }
    }

    private static Optional<PublicKeyText> besides(Path path) throws IOException {
        Path file = Path.of(path + ".pub");
        if (!Files.isReadable(file)) {
            return Optional.empty();
        }
        String[] words =
                Files.readString(file, StandardCharsets.ISO_8859_1).strip().split("\\s+", -1);
        try {
            return words.length < 2 ? Optional.empty() : Optional.of(PublicKeyText.ofBase64(words[1]));
        } catch (IllegalArgumentException malformed) {
            return Optional.empty();
        }
    }
}
