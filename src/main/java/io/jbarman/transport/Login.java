package io.jbarman.transport;

/**
 * How a connection was logged in.
 *
 * @param user the account
 * @param key the public key that was accepted: type and base64
 */
public record Login(String user, String key) {}
