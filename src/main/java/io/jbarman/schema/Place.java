package io.jbarman.schema;

import io.jbarman.diagnostics.Diagnostic;
import io.jbarman.diagnostics.Diagnostics;
import io.jbarman.diagnostics.Origin;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A place of the document while it is checked: how to name it, and where its problems go.
 *
 * @param path keys joined with dots; empty for the document
 * @param label how a message names it: {@code 'port'}
 * @param help what a hint says of it: an example
 */
record Place(String path, String label, String help, Run run) {
    /** One check of one document: what it finds. Confined to one thread. */
    static final class Run {
        final Diagnostics problems = new Diagnostics();
        final Map<String, Origin> origins = new LinkedHashMap<>();
    }

    /** The document itself. */
    static Place document(Run run) {
        return new Place("", "the document", "", run);
    }

    /** The value of a key. */
    Place key(String key, String exampleOrDoc) {
        return new Place(path.isEmpty() ? key : path + "." + key, "'" + key + "'", exampleOrDoc, run);
    }

    /** An item of a list, from 0. */
    Place item(int index) {
        return new Place(path + "." + index, "item " + (index + 1) + " of " + label, help, run);
    }

    /** Remembers where this stands. */
    void stands(Origin origin) {
        run.origins.put(path, origin);
    }

    /** Reports a value of the wrong kind. */
    void wrongType(ValueType wanted, SourceNode found) {
        problem(
                "wrong-type",
                found.origin(),
                label + " must be " + wanted.describe() + ", not " + found.describe(),
                help);
    }

    /** Reports a value of the right kind that cannot be. */
    void invalid(ValueType wanted, SourceNode.Scalar found) {
        problem(
                "invalid-value",
                found.origin(),
                label + " must be " + wanted.describe() + ", not " + found.describe(),
                help);
    }

    /** Reports any problem. */
    void problem(String code, Origin origin, String summary, String hint) {
        run.problems.add(Diagnostic.error(code, origin, summary, hint));
    }
}
