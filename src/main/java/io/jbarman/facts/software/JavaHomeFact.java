package io.jbarman.facts.software;

/**
 * A Java in a place of its own.
 *
 * @param version its major version; 0 where there is none
 * @param told the home that the launcher has been told of; empty if none
 */
public record JavaHomeFact(int version, String told) {}
