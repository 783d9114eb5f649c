package io.jbarman.draft;

import io.jbarman.config.Redaction;
import io.jbarman.diagnostics.Diagnostic;
import io.jbarman.diagnostics.Origin;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/** Collects what a draft does not say, each once and with its place. The line that stands there is never repeated. */
final class Remarks {
    private static final Pattern TELLING = Pattern.compile("(?i).*(pass(word|phrase|wd)|secret|token|_key$).*");

    /** Arguments of commands that are passwords, or whatever serves as one. */
    private static final Pattern ARGUMENT =
            Pattern.compile("(?i)sshpass\\s+-p|--?pass(word|phrase|wd)?[=\\s]|(?<![a-z])pass(word|phrase|wd)?\\s*[=:]"
                    + "|(?<![a-z])(secret|token|api[_-]?key|authorization)\\s*[=:]|bearer\\s");

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

    /** Whether an option holds a password, or may. */
    static boolean isTelling(String name, String value) {
        return TELLING.matcher(name).matches()
                || !Redaction.of(value).equals(value)
                || ARGUMENT.matcher(value).find();
    }

    /** An option for people: without what may be a secret. */
    static String option(String name, String value) {
        String redacted = Redaction.of(value);
        boolean telling = TELLING.matcher(name).matches()
                || (redacted.equals(value) && ARGUMENT.matcher(value).find());
        return name + " = " + (telling ? "********" : redacted.replace("\n", " "));
    }

    static Origin quiet(Origin place) {
        return new Origin(place.file(), place.line(), place.column(), "");
    }
}
