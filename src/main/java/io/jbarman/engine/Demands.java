package io.jbarman.engine;

import io.jbarman.plan.ResourceId;
import io.jbarman.resource.Resource;
import io.jbarman.resource.ResourceGraph;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
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
            digests.put(resource.id(), digest(sortedWords(resource.demand())));
        }
        return new Demands(digests);
    }

    /** A demand's text may list a set, whose order is another one in every process. */
    private static String sortedWords(String demand) {
        return BETWEEN_WORDS.splitAsStream(demand).sorted().collect(Collectors.joining(" "));
    }

    /** SHA-256 in hexadecimal. */
    public static String digest(String text) {
        return digest(text.getBytes(StandardCharsets.UTF_8));
    }

    /** SHA-256 in hexadecimal. */
    public static String digest(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
