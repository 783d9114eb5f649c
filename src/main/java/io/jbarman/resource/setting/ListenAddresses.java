package io.jbarman.resource.setting;

import java.util.Arrays;
import java.util.List;
import java.util.Set;

/** The list of addresses that a server listens on (PostgreSQL: "Connections and Authentication"). */
final class ListenAddresses {
    private static final Set<String> EVERYWHERE = Set.of("*", "0.0.0.0", "::");
    private static final Set<String> LOOPBACK = Set.of("localhost", "127.0.0.1", "::1");

    private ListenAddresses() {}

    static List<String> parse(String text) {
        return Arrays.stream(text.split(","))
                .map(String::strip)
                .map(item -> item.replace("\"", ""))
                .filter(item -> !item.isEmpty())
                .toList();
    }

    /** Whether a peer that uses {@code address} finds someone listening. */
    static boolean reach(String list, String address, boolean local) {
        return parse(list).stream().anyMatch(item -> reaches(item, address, local));
    }

    /** A name or an address other than loopback is taken to be the one that peers use: NAT cannot be seen from here. */
    private static boolean reaches(String item, String address, boolean local) {
        if (EVERYWHERE.contains(item) || item.equals(address)) {
            return true;
        }
        return LOOPBACK.contains(item) == local;
    }

    /** The list with what is missing: the address where the host has it, else everywhere. */
    static String extend(String list, String address, boolean local, List<String> hostAddresses) {
        if (local) {
            return append(list, "localhost");
        }
        return hostAddresses.contains(address) ? append(list, address) : "*";
    }

    private static String append(String list, String item) {
        return parse(list).isEmpty() ? item : String.join(", ", parse(list)) + ", " + item;
    }
}
