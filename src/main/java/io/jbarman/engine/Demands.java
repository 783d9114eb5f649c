package io.jbarman.engine;

import io.jbarman.plan.Fingerprint;
import io.jbarman.plan.ResourceId;
import io.jbarman.resource.Resource;
import io.jbarman.resource.ResourceGraph;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Digests of what a graph demands, address by address. */
public record Demands(Map<ResourceId, String> digests) {
    private static final Pattern BETWEEN_WORDS = Pattern.compile("[\\s,\\[\\]{}()]+");

    public static Demands of(ResourceGraph graph) {
        Map<ResourceId, String> digests = new LinkedHashMap<>();
        for (Resource<?> resource : graph.resources()) {
            digests.put(resource.id(), Fingerprint.of(sortedWords(resource.demand())));
        }
        return new Demands(digests);
    }

    /** A demand's text may list a set, whose order is another one in every process. */
    private static String sortedWords(String demand) {
        return BETWEEN_WORDS.splitAsStream(demand).sorted().collect(Collectors.joining(" "));
    }
}
