package io.jbarman.facts.trust;

import java.util.Optional;

/**
 * The key that an account's ssh offers.
 *
 * @param home its home directory; empty where OpenSSH's client is not installed
 * @param key the first that can be used without a passphrase
 * @param unusable the path of the first that cannot
 * @param published its public half as it lies beside it, with its comment
 */
public record OwnKeyFact(
        Optional<String> home, Optional<PublicKey> key, Optional<String> unusable, Optional<Published> published) {
    /** A public half. */
    public record Published(String path, int mode, String text) {}
}
