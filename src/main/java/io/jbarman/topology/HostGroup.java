package io.jbarman.topology;

/**
 * Hosts that have something in common.
 *
 * @param hosts the members, beside those hosts that join it themselves
 */
public record HostGroup(String name, HostPattern hosts) {}
