package io.jbarman.secret;

/** A value that must not be printed: its text form is a mask. Revealed only by adapters (a law of the build). */
public final class Secret {
    private static final String MASK = "********";

    private final String value;

    private Secret(String value) {
        this.value = value;
    }

    /** Takes a value into custody. */
    public static Secret of(String value) {
        return new Secret(value);
    }

    /** The value itself, for the adapter that hands it over. */
    public String reveal() {
        return value;
    }

    /** Equal values are equal secrets. */
    @Override
    public boolean equals(@org.jspecify.annotations.Nullable Object other) {
        return other instanceof Secret that && that.value.equals(value);
    }

    @Override
    public int hashCode() {
        return value.hashCode();
    }

    @Override
    public String toString() {
        return MASK;
    }
}
