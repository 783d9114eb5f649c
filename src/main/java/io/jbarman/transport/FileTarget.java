package io.jbarman.transport;

import java.util.Optional;

/**
 * Where and how a file is to be put: visible whole or not at all (temporary sibling, fsync, rename, fsync of the
 * directory), with its mode from its first byte on.
 *
 * @param path absolute
 * @param mode permission bits, as 0600
 * @param owner {@code user:group} or {@code user}; empty leaves it with the account that writes
 */
public record FileTarget(String path, int mode, Optional<String> owner) {}
