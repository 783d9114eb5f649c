package io.jbarman.resource.hba;

import io.jbarman.pg.Cidr;
import java.util.Optional;
import java.util.Set;

/**
 * Where a peer comes from, as the file names it: a range of addresses, or a host's name, which the server looks up.
 *
 * @param range empty of a name
 */
public record PeerAddress(String text, Optional<Cidr> range) {
    private static final Set<String> WORDS = Set.of("all", "samehost", "samenet");

    /** Of who comes by socket. */
    public static final PeerAddress NONE = new PeerAddress("", Optional.empty());

    /** Of an address, a range or a name. */
    public static PeerAddress of(String text) {
        Optional<Cidr> range = Cidr.parse(text);
        return new PeerAddress(range.map(Cidr::toString).orElse(text), range);
    }

    boolean isLoopback() {
        return range.filter(Cidr::isLoopback).isPresent();
    }

    /** Whether it is a host's name; of one, no rule for a network says whether it is meant. */
    boolean isName() {
        return range.isEmpty() && !text.isEmpty() && !WORDS.contains(text);
    }

    /** Whether a rule with that address and mask is about just this one. */
    boolean isSaidBy(String address, Optional<String> netmask) {
        Optional<Cidr> said = Cidr.of(address, netmask);
        if (said.isEmpty() || range.isEmpty()) {
            return address.equalsIgnoreCase(text);
        }
        return said.get().spelled().equals(range.get().spelled());
    }

    @Override
    public String toString() {
        return text;
    }
}
