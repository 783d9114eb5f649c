package io.jbarman.draft;

import io.jbarman.diagnostics.Diagnostic;
import io.jbarman.diagnostics.Origin;
import java.util.List;
import java.util.stream.Collectors;

/** A draft as a document: what it is, the topology, and at the end what that does not say. */
public final class DraftText {
    private DraftText() {}

    /**
     * The whole document.
     *
     * @param source what was imported, for its first line
     */
    public static String of(Draft draft, String source) {
        return head(source) + YamlText.of(TopologyTree.of(draft.topology())) + tail(draft.remarks());
    }

    private static String head(String source) {
        return comment("Imported by jbarman from " + source + ".")
                + comment("Look through it, and through the list at its end; then see what it would change:")
                + comment("  jbarman plan FILE");
    }

    private static String tail(List<Diagnostic> remarks) {
        if (remarks.isEmpty()) {
            return "";
        }
        return "\n" + comment("What is not, or not quite, in this document:")
                + remarks.stream().map(DraftText::remark).collect(Collectors.joining());
    }

    private static String remark(Diagnostic remark) {
        String place =
                remark.origin().map(Origin::toString).map(text -> text + "  ").orElse("");
        String hint = remark.hint().isEmpty() ? "" : comment("      " + remark.hint());
        return comment("  " + place + remark.summary()) + hint;
    }

    /** Nothing in a comment ends it. */
    private static String comment(String line) {
        return "# " + line.replaceAll("[\\p{Cntrl}\\u0085\\u2028\\u2029\\u202A-\\u202E\\u2066-\\u2069]", "?") + "\n";
    }
}
