package io.jbarman.playbook;

import io.jbarman.diagnostics.Diagnostic;
import io.jbarman.diagnostics.Diagnostics;
import io.jbarman.diagnostics.Suggestion;
import io.jbarman.schema.PlayBlock;
import io.jbarman.schema.SourceNode;
import io.jbarman.schema.SourceNode.Scalar;
import io.jbarman.template.Interpolation;
import java.util.LinkedHashSet;
import java.util.Set;

/** Which handlers the tasks of a play notify: names that are written as they are, without variables. */
record Notices(SourceNode play, Diagnostics problems) {
    /** The name of a handler, as it is written. */
    static String name(SourceNode handler) {
        return Nodes.at(handler, PlayBlock.NAME).map(SourceNode::spelling).orElse("");
    }

    /** Tells of those that the play does not have. */
    void check() {
        Set<String> known = new LinkedHashSet<>();
        UnrolledPlays.items(Nodes.at(play, PlayBlock.HANDLERS)).forEach(handler -> known.add(name(handler)));
        for (SourceNode task : UnrolledPlays.items(Nodes.at(play, PlayBlock.TASKS))) {
            Nodes.at(task, PlayBlock.NOTIFY).stream()
                    .flatMap(list -> Nodes.scalars(list).stream())
                    .filter(word -> !known.contains(word.text()))
                    .forEach(word -> refuse(word, known));
        }
    }

    private void refuse(Scalar word, Set<String> known) {
        problems.add(Diagnostic.error(
                "unknown-reference",
                word.origin(),
                "the play has no handler '" + word.text() + "'",
                hint(word.text(), known)));
    }

    private static String hint(String word, Set<String> known) {
        if (Interpolation.isIn(word)) {
            return "write a handler's name as it is, without variables";
        }
        return known.isEmpty()
                ? "write it under handlers of this play"
                : Suggestion.hint(word, known, "its handlers are");
    }
}
