package io.jbarman.archive;

import java.math.BigInteger;

/** What {@code low}, {@code medium} and {@code high} mean for one compression, and which numbers it takes. */
record CompressionLevel(int low, int medium, int high, int least, int most) {
    /** The number for a word or a number in the configuration. */
    int of(String text) {
        return switch (text) {
            case "low" -> low;
            case "medium" -> medium;
            case "high" -> high;
            default ->
                new BigInteger(text)
                        .max(BigInteger.valueOf(least))
                        .min(BigInteger.valueOf(most))
                        .intValue();
        };
    }
}
