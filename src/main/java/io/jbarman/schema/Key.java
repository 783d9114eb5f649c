package io.jbarman.schema;

import java.util.Optional;

/**
 * A key of a block.
 *
 * @param doc one sentence for the reader of a reference
 * @param example as a document would have it; empty where the default says enough
 * @param later why the key is not supported yet, with what to do instead; empty if it is supported
 */
public record Key(
        String name,
        ValueType type,
        boolean required,
        Optional<String> defaultText,
        String doc,
        Optional<String> example,
        Optional<String> later) {

    static Key required(String name, ValueType type, String doc) {
        return new Key(name, type, true, Optional.empty(), doc, Optional.empty(), Optional.empty());
    }

    static Key optional(String name, ValueType type, String doc) {
        return new Key(name, type, false, Optional.empty(), doc, Optional.empty(), Optional.empty());
    }

    /** A key of the language that this release does not support: said so, instead of "unknown". */
    static Key later(String name, String remedy) {
        ValueType anything = new AnyScalar("anything");
        return new Key(name, anything, false, Optional.empty(), "", Optional.empty(), Optional.of(remedy));
    }

    Key defaults(String text) {
        return new Key(name, type, required, Optional.of(text), doc, example, later);
    }

    Key example(String text) {
        return new Key(name, type, required, defaultText, doc, Optional.of(text), later);
    }

    /** What a hint says of the key. */
    String help() {
        return example.map(text -> "for example: " + name + ": " + text)
                .orElseGet(() -> defaultText
                        .map(text -> doc + " Left out, it is " + text + ".")
                        .orElse(doc));
    }
}
