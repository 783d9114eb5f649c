package io.jbarman.schema;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Base64;

/** Public keys as OpenSSH writes them. */
final class PublicKeys {
    private static final String TYPE = "(ssh|ecdsa|sk-ssh|sk-ecdsa)-[a-z0-9@.-]+";

    /** One that logs in. */
    static final TextType OF_PEOPLE = TextType.of(
                    "a public key like \"ssh-ed25519 AAAA... clerk\"",
                    "^" + TYPE + " +[A-Za-z0-9+/]+=*( [^\\u0000-\\u001f\\u007f]*)?$")
            .and(PublicKeys::isWhole);

    /** One of a host; Ansible has the host's name in front of it. */
    static final TextType OF_HOSTS = TextType.of(
                    "a host's public key like \"ssh-ed25519 AAAA...\", with or without the host's name before it",
                    "^([^ ]+ +)?" + TYPE + " +[A-Za-z0-9+/]+=*( [^\\u0000-\\u001f\\u007f]*)?$")
            .and(key ->
                    isWhole(key) || isWhole(key.substring(key.indexOf(' ') + 1).strip()));

    private PublicKeys() {}

    /** A key says its type once more inside (RFC 4253, section 6.6): one that was cut or mixed up does not fit. */
    private static boolean isWhole(String key) {
        String[] words = key.split(" +", -1);
        try {
            ByteBuffer inside = ByteBuffer.wrap(Base64.getDecoder().decode(words[1]));
            byte[] type = new byte[Math.min(inside.getInt(), inside.remaining())];
            inside.get(type);
            return words[0].equals(new String(type, StandardCharsets.US_ASCII)) && endsWithField(inside);
        } catch (RuntimeException damaged) {
            return false;
        }
    }

    private static boolean endsWithField(ByteBuffer fields) {
        while (fields.remaining() >= Integer.BYTES) {
            int length = fields.getInt();
            if (length < 0 || length > fields.remaining()) {
                return false;
            }
            fields.position(fields.position() + length);
        }
        return !fields.hasRemaining();
    }
}
