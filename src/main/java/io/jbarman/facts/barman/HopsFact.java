package io.jbarman.facts.barman;

import java.util.Map;
import java.util.Optional;

/**
 * What a barmanhost says of the hops between a server and its archive.
 *
 * @param hops by name
 * @param refusal what the runtime says where it does not answer the question
 */
public record HopsFact(Map<String, Hop> hops, Optional<String> refusal) {
    /** Where nobody could be asked. */
    static final HopsFact NONE = new HopsFact(Map.of(), Optional.empty());

    /**
     * One of them.
     *
     * @param holds whether it was tried and holds
     * @param said evidence, or what is wrong and what to do
     */
    public record Hop(boolean holds, String said) {}

    public HopsFact {
        hops = Map.copyOf(hops);
    }

    /** A hop, if anybody could be asked about it. */
    public Optional<Hop> find(String hop) {
        return Optional.ofNullable(hops.get(hop));
    }
}
