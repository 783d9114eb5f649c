package io.jbarman.schema;

import io.jbarman.schema.SourceNode.Kind;
import io.jbarman.schema.SourceNode.Scalar;

/** Values of settings, as a document spells them. */
final class Spellings {
    private Spellings() {}

    /** PostgreSQL shows truth values as {@code on} and {@code off}. */
    static String of(Scalar scalar) {
        if (scalar.kind() != Kind.TRUTH) {
            return scalar.text();
        }
        return TruthType.isYes(scalar.text()) ? "on" : "off";
    }
}
