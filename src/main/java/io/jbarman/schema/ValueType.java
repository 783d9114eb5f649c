package io.jbarman.schema;

import io.jbarman.json.JsonValue.JsonObject;
import java.util.Optional;

/** What may stand at a place of the document. */
public interface ValueType {
    /** The value, rid of everything that is wrong in it; empty if nothing of it can be used. Problems go to the place. */
    Optional<SourceNode> check(SourceNode node, Place place);

    /** The same as a JSON Schema. */
    JsonObject jsonSchema();

    /** For a sentence: {@code a whole number from 1 to 65535}. */
    String describe();
}
