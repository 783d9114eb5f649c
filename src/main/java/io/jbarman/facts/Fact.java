package io.jbarman.facts;

/** An answer, or why there is none. */
public sealed interface Fact<T> {
    /** The answer. */
    record Known<T>(T value) implements Fact<T> {}

    /** No answer; {@code remedy} says what the operator can do, or is empty. */
    record Unknown<T>(String reason, String remedy) implements Fact<T> {}
}
