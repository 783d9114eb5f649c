package io.jbarman.resource.trust;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Words by which topologies say that they use what an account has once: its key, its client, a host that it knows, a
 * line that lets it in. Whoever comes adds its word, whoever goes takes it away, and the last one takes the thing.
 *
 * @param words each {@code jbarman:TOPOLOGY}, or that with a colon and more behind it
 */
record Marks(List<String> words) {
    private static final String OURS = "jbarman:";

    Marks {
        words = List.copyOf(words);
    }

    /** Those in a text. */
    static Marks in(String text) {
        return new Marks(Arrays.stream(text.split("\\s+", -1))
                .filter(word -> word.startsWith(OURS))
                .toList());
    }

    /** Whether a text has no word but marks, and one at least. */
    static boolean only(String text) {
        return Arrays.stream(text.strip().split("\\s+", -1)).allMatch(word -> word.startsWith(OURS));
    }

    /** The topology that a mark is of. */
    static String topology(String mark) {
        String name = mark.substring(OURS.length());
        int end = name.indexOf(':');
        return end < 0 ? name : name.substring(0, end);
    }

    boolean areOf(String mark) {
        return words.stream().anyMatch(word -> topology(word).equals(topology(mark)));
    }

    /** Those of other topologies than this mark's. */
    Marks others(String mark) {
        return new Marks(words.stream()
                .filter(word -> !topology(word).equals(topology(mark)))
                .toList());
    }

    /** In an order that does not depend on who came first. */
    Marks with(String mark) {
        return new Marks(Stream.concat(others(mark).words.stream(), Stream.of(mark))
                .distinct()
                .sorted()
                .toList());
    }

    /** The names of the topologies. */
    String topologies() {
        return words.stream().map(Marks::topology).distinct().sorted().collect(Collectors.joining(", "));
    }

    boolean isEmpty() {
        return words.isEmpty();
    }

    @Override
    public String toString() {
        return String.join(" ", words);
    }
}
