package io.jbarman.resource.software;

import io.jbarman.facts.software.SoftwareFact;

/**
 * What a standby's host has.
 *
 * @param major version of the primary; 0 where nobody has to know
 */
public record StandbyServerState(SoftwareFact software, int major) {}
