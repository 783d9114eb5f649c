package io.jbarman.dsl;

import io.jbarman.diagnostics.Diagnostic;
import io.jbarman.diagnostics.ProblemException;
import io.jbarman.diagnostics.SourceText;

/** Keeps from Groovy's parser what it takes minutes or a larger stack for. */
final class Nesting {
    private static final int DEEPEST = 40;
    private static final int LARGEST = 512 * 1024;

    private Nesting() {}

    /** Brackets in texts and comments count too: nobody writes that many open ones there either. */
    static void refuseTooDeep(SourceText source) {
        String text = source.text();
        if (text.length() > LARGEST) {
            throw refused(source, 0, "a script of more than " + LARGEST + " characters");
        }
        int depth = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '(' || c == '[' || c == '{') {
                depth++;
            } else if (c == ')' || c == ']' || c == '}') {
                depth = Math.max(0, depth - 1);
            }
            if (depth > DEEPEST) {
                throw refused(source, i, "brackets more than " + DEEPEST + " deep");
            }
        }
    }

    private static ProblemException refused(SourceText source, int index, String summary) {
        return new ProblemException(Diagnostic.error(
                "too-large", source.atIndex(index), summary, "a topology is nowhere near that; use loops, or YAML"));
    }
}
