package io.jbarman.pg;

/** The number that initdb gave a cluster, unsigned 64 bits: the same on all its standbys, on no other cluster. */
public record SystemIdentifier(long value) {
    /** Reads the decimal text of {@code IDENTIFY_SYSTEM}. */
    public static SystemIdentifier parse(String text) {
        return new SystemIdentifier(Long.parseUnsignedLong(text));
    }

    @Override
    public String toString() {
        return Long.toUnsignedString(value);
    }
}
