package io.jbarman.resource.software;

import io.jbarman.facts.software.ClientFact;

/**
 * PostgreSQL's client programs beside the servers that they are for.
 *
 * @param server the newest major version of these
 */
public record ClientState(ClientFact client, int server) {}
