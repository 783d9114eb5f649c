package io.jbarman.facts.trust;

import java.util.Optional;

/** The public half of a key, without its comment (OpenSSH: "sshd", AUTHORIZED_KEYS FILE FORMAT). */
public record PublicKey(String type, String base64) {
    /** Reads {@code TYPE BASE64 COMMENT}; empty if it is none. */
    public static Optional<PublicKey> parse(String line) {
        String[] words = line.strip().split("\\s+", -1);
        boolean key = words.length >= 2
                && words[0].matches("(ssh|ecdsa|sk-ssh|sk-ecdsa)-[a-z0-9@.-]+")
                && words[1].matches("[A-Za-z0-9+/=]+");
        return key ? Optional.of(new PublicKey(words[0], words[1])) : Optional.empty();
    }

    @Override
    public String toString() {
        return type + " " + base64;
    }
}
