package io.jbarman.topology;

import io.jbarman.diagnostics.Diagnostic;
import io.jbarman.diagnostics.Diagnostics;
import io.jbarman.diagnostics.Origin;

/** What rules find, at the places of a document. */
record Findings(SourceMap sources, Diagnostics problems) {
    void error(String code, String path, String summary, String hint) {
        problems.add(Diagnostic.error(code, sources.origin(path), summary, hint));
    }

    void warning(String code, String path, String summary, String hint) {
        problems.add(Diagnostic.warning(code, summary, hint).at(sources.origin(path)));
    }

    /** An error whose line is not shown: what stands there may be a secret. */
    void quietError(String code, String path, String summary, String hint) {
        Origin place = sources.origin(path);
        Origin quiet = new Origin(place.file(), place.line(), place.column(), "");
        problems.add(Diagnostic.error(code, quiet, summary, hint));
    }

    void notYet(String path, String summary, String hint) {
        error("not-supported-yet", path, summary + " is not supported yet in this release", hint);
    }

    /** The place of a path, to be named in another's message. */
    String place(String path) {
        return sources.origin(path).toString();
    }
}
