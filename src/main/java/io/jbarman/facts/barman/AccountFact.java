package io.jbarman.facts.barman;

/**
 * An account of a host.
 *
 * @param exists whether the host knows it
 * @param login the account that logged in
 */
public record AccountFact(boolean exists, String login) {}
