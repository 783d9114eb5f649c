package io.jbarman.resource.trust;

import io.jbarman.facts.trust.RemoteTestFact;
import java.util.LinkedHashMap;
import java.util.Map;

/** Which part of the way a failed ssh did not get past. Pure. */
final class Hop {
    private static final Map<String, String> SIGNS = new LinkedHashMap<>();

    static {
        SIGNS.put("Host key verification failed", "the host's key is not known");
        SIGNS.put("IDENTIFICATION HAS CHANGED", "the host's key is not known");
        SIGNS.put("Permission denied", "the key is not let in");
        SIGNS.put("Could not resolve", "the host's name is not known");
        SIGNS.put("Connection refused", "nothing listens there");
        SIGNS.put("Connection timed out", "the network does not get there");
        SIGNS.put("No route to host", "the network does not get there");
        SIGNS.put("this key may not do that", "the forced command refuses");
    }

    private Hop() {}

    static String of(RemoteTestFact failed) {
        return SIGNS.entrySet().stream()
                .filter(sign -> failed.said().contains(sign.getKey()))
                .map(Map.Entry::getValue)
                .findFirst()
                .orElse(failed.unreached() ? "ssh does not get through" : "the other side refuses");
    }
}
