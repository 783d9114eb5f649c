package io.jbarman.facts.software;

/**
 * The releases of jbarman that a host has.
 *
 * @param current directory that is in use, empty if none is
 * @param whole whether the one asked about is there with every checksum right
 */
public record ReleaseFact(String current, boolean whole) {}
