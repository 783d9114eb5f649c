package io.jbarman.facts.barman;

import java.util.Map;
import java.util.Optional;

/**
 * What a barmanhost says of the hops between its servers and its archive.
 *
 * @param hops by server and hop, {@code pg/login}
 */
public record HopsFact(Map<String, Hop> hops) {
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
    public Optional<Hop> find(String server, String hop) {
        return Optional.ofNullable(hops.get(server + "/" + hop));
    }
}
