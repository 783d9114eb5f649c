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
        return new Place(
                "",
                "the document",
                "a topology begins with 'version: 1' and 'name: ...'; playbooks/streaming.yml is one to copy",
                run);
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

    /** Reports a value that cannot be, be it of the wrong kind or not. */
    void refuse(ValueType wanted, SourceNode found) {
        refuse(wanted.describe(), found, help);
    }

    /** The same with the words for what is wanted, and what to do. */
    void refuse(String wanted, SourceNode found, String hint) {
        boolean fits = found instanceof SourceNode.Scalar;
        String summary = found.isNothing()
                ? label + " has no value; it must be " + wanted
                : label + " must be " + wanted + ", not " + found.describe();
        problem(fits && !found.isNothing() ? "invalid-value" : "wrong-type", found.origin(), summary, hint);
    }

    /** Reports any problem. */
    void problem(String code, Origin origin, String summary, String hint) {
        run.problems.add(Diagnostic.error(code, origin, summary, hint));
    }
}
