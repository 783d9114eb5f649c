package io.jbarman.schema;

import io.jbarman.diagnostics.Origin;
import java.util.List;

/** A document as a tree, whichever spelling it came in. */
public sealed interface SourceNode {
    /** Where it begins. */
    Origin origin();

    /** What it is, for a sentence: {@code a list}, {@code the text 'x'}. */
    String describe();

    /** Whether nothing stands here. */
    default boolean isNothing() {
        return false;
    }

    /** It as a single value is spelt; a list or mapping as JSON. */
    default String spelling() {
        return SourceJson.spelling(this);
    }

    /** Names with values, in the document's order; no name twice. */
    record Mapping(List<Entry> entries, Origin origin) implements SourceNode {
        public Mapping {
            entries = List.copyOf(entries);
        }

        @Override
        public String describe() {
            return "a mapping";
        }
    }

    /** A name with its value. */
    record Entry(String key, Origin keyOrigin, SourceNode value) {}

    /** A list. */
    record Sequence(List<SourceNode> items, Origin origin) implements SourceNode {
        public Sequence {
            items = List.copyOf(items);
        }

        @Override
        public String describe() {
            return "a list";
        }
    }

    /** A single value, as it is spelt. */
    record Scalar(String text, Kind kind, Origin origin) implements SourceNode {
        /** How much of a value a message repeats. */
        private static final int SHOWN = 60;

        @Override
        public boolean isNothing() {
            return kind == Kind.NOTHING;
        }

        @Override
        public String describe() {
            return switch (kind) {
                case TEXT, INTERPOLATED -> "the text '" + shown() + "'";
                case NUMBER -> "the number " + shown();
                case TRUTH -> "the truth value " + text;
                case NOTHING -> "nothing";
                case UNKNOWN -> "a value that is not known";
            };
        }

        private String shown() {
            return text.length() <= SHOWN ? text : text.substring(0, SHOWN) + "...";
        }
    }

    /** What a single value is by its spelling. */
    enum Kind {
        TEXT,
        NUMBER,
        TRUTH,
        NOTHING,
        /** Text that variables were put into: it is whatever its place wants. */
        INTERPOLATED,
        /** Its problem has been reported; nothing more is said about it. */
        UNKNOWN
    }
}
