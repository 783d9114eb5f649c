package io.jbarman.resource.hba;

import java.util.Optional;

/**
 * Where a peer comes from, as the file names it: a range of addresses, or a host's name, which the server looks up.
 *
 * @param range empty of a name
 */
public record PeerAddress(String text, Optional<Cidr> range) {
    /** Of an address, a range or a name. */
    public static PeerAddress of(String text) {
        Optional<Cidr> range = Cidr.parse(text);
        return new PeerAddress(range.map(Cidr::toString).orElse(text), range);
    }

    boolean isLoopback() {
        return range.filter(Cidr::isLoopback).isPresent();
    }

    @Override
    public String toString() {
        return text;
    }
}
