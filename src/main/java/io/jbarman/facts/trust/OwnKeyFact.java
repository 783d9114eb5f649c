package io.jbarman.facts.trust;

import java.util.Optional;

/**
 * The key that an account's ssh offers.
 *
 * @param home its home directory; empty where OpenSSH's client is not installed
 * @param key the first that can be used without a passphrase
 * @param unusable the path of the first that cannot
 */
public record OwnKeyFact(Optional<String> home, Optional<PublicKey> key, Optional<String> unusable) {}
