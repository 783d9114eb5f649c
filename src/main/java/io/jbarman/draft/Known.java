package io.jbarman.draft;

import io.jbarman.facts.Fact;

/** Answers where there are any. */
final class Known {
    private Known() {}

    /** The answer, or this instead of one. */
    static <T> T or(Fact<T> fact, T otherwise) {
        return fact instanceof Fact.Known<T> known ? known.value() : otherwise;
    }
}
