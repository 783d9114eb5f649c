package io.jbarman.draft;

import io.jbarman.config.Redaction;
import io.jbarman.diagnostics.Diagnostic;
import io.jbarman.diagnostics.Origin;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Collects what a draft does not say, each once and with its place. The line that stands there is never repeated. */
final class Remarks {
    private final Set<Diagnostic> all = new LinkedHashSet<>();

    /** Something that the topology does not have. */
    void leftOut(Origin place, String what, String remedy) {
        all.add(Diagnostic.warning("import-left-out", what, remedy).at(quiet(place)));
    }

    /** Something that the topology has otherwise. */
    void changed(Origin place, String what, String remedy) {
        all.add(Diagnostic.warning("import-changed", what, remedy).at(quiet(place)));
    }

    /** A password that the topology only refers to. */
    void secret(Origin place, String what, String remedy) {
        all.add(Diagnostic.warning("import-secret", what, remedy).at(quiet(place)));
    }

    /** What the reader found. */
    void problem(Diagnostic problem) {
        all.add(problem.origin().map(place -> problem.at(quiet(place))).orElse(problem));
    }

    List<Diagnostic> all() {
        return List.copyOf(all);
    }

    /** An option for people: without what may be a secret. */
    static String option(String name, String value) {
        return name + " = " + Redaction.ofOption(name, value).replace("\n", " ");
    }

    static Origin quiet(Origin place) {
        return new Origin(place.file(), place.line(), place.column(), "");
    }
}
