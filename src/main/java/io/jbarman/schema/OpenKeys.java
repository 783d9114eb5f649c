package io.jbarman.schema;

import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Keys of a block that are listed elsewhere: Barman's options, libpq's keywords. */
public interface OpenKeys {
    /** What such a key is, for a sentence: {@code an option of Barman}. */
    String noun();

    /** All of them. */
    Set<String> names();

    /** One sentence for the reader of a reference. */
    default String doc(String name) {
        return help(name);
    }

    /** What the key takes, in words. */
    default String takes(String name) {
        return "a value";
    }

    /** The words that the key takes, where it takes only some; in lower case. */
    default List<String> words(String name) {
        return List.of();
    }

    /** What a hint says of a key with a wrong value. */
    String help(String name);

    /** What to write instead of a key that exists but has no place here; empty if it may be used. */
    Optional<String> refusal(String name);

    /** Whether any of them may be used. */
    default boolean hasAny() {
        return names().stream().anyMatch(name -> refusal(name).isEmpty());
    }

    /** What the key takes, if it does not take this value; empty if the value is good. */
    Optional<String> check(String name, String value);

    /** What to do instead, if the value is good and this release does not support it; empty if it does. */
    default Optional<String> later(String name, String value) {
        return Optional.empty();
    }
}
