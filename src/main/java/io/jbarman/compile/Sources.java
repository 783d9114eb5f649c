package io.jbarman.compile;

import io.jbarman.resource.hba.PeerAddress;
import io.jbarman.topology.Host;
import java.util.List;
import java.util.Set;

/** From which addresses a host's connections reach a server, as the server sees them. */
record Sources(Host barmanHost, String target) {
    private static final Set<String> NAMES = Set.of("localhost", "ip6-localhost");

    /** Whether a target is the machine that connects to it. */
    static boolean isLoopback(String target) {
        return NAMES.contains(target) || target.startsWith("127.") || target.equals("::1");
    }

    /** The addresses; empty if the server is elsewhere and only the barmanhost's own loopback address is known. */
    List<PeerAddress> addresses() {
        if (isLoopback(target)) {
            return loopback();
        }
        List<String> declared = barmanHost.sourceAddresses().isEmpty()
                ? List.of(barmanHost.reachedByPeersAt())
                : barmanHost.sourceAddresses();
        return declared.stream()
                .filter(address -> !isLoopback(address))
                .map(PeerAddress::of)
                .toList();
    }

    private List<PeerAddress> loopback() {
        if (target.startsWith("127.")) {
            return List.of(PeerAddress.of("127.0.0.1"));
        }
        return target.equals("::1")
                ? List.of(PeerAddress.of("::1"))
                : List.of(PeerAddress.of("127.0.0.1"), PeerAddress.of("::1"));
    }
}
