package io.jbarman.facts.host;

import java.util.OptionalInt;

/**
 * What tells whether a program's work is done.
 *
 * @param created whether something is at the path that it creates
 * @param removed whether nothing is at the path that it removes
 * @param unless how the program that looks ended; empty where there is none
 */
public record CommandFact(boolean created, boolean removed, OptionalInt unless) {}
