package io.jbarman.config;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** Which Barman is to be able to read, and to take over, a server's archive. */
public enum WalLayout {
    /** Debian 12's: {@code xlog.db} in four columns; WAL is read where Barman 3.4 has a program for it. */
    BARMAN_3_4("barman-3.4"),
    /** {@code SERVER-xlog.db} in five columns, and every compression. */
    CURRENT("3.13+");

    /** The option of ours that holds it; Barman passes over options that it does not know. */
    public static final String OPTION = "jbarman_layout";

    private static final Set<String> OF_3_4 = Set.of("none", "gzip", "pygzip", "pigz", "bzip2", "pybzip2", "custom");

    private final String word;

    WalLayout(String word) {
        this.word = word;
    }

    /** The layout of that name. */
    public static Optional<WalLayout> byWord(String word) {
        return Arrays.stream(values())
                .filter(layout -> layout.word.equals(word.toLowerCase(Locale.ROOT)))
                .findFirst();
    }

    /** All names. */
    public static List<String> words() {
        return Arrays.stream(values()).map(WalLayout::word).toList();
    }

    /** What a configuration calls it. */
    public String word() {
        return word;
    }

    /** Whether its Barman can read WAL that was compressed so. */
    public boolean reads(String compression) {
        return this == CURRENT || OF_3_4.contains(compression.toLowerCase(Locale.ROOT));
    }

    /** Why a compression cannot be had in a layout; empty if it can. */
    public static Optional<String> contradiction(Optional<String> layout, Optional<String> compression) {
        Optional<WalLayout> wanted = layout.flatMap(WalLayout::byWord);
        return compression
                .filter(name -> wanted.isPresent() && !wanted.get().reads(name))
                .map(name -> "the layout " + wanted.get().word + " has no compression " + name
                        + ": that Barman could not read the archive");
    }
}
