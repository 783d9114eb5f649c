package io.jbarman.resource.trust;

import io.jbarman.facts.trust.PublicKey;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What the lines of a key have to stay for, besides us.
 *
 * @param marks of others
 * @param line the one that is wanted; empty if no line could do for all
 */
record SharedLine(Marks marks, Optional<String> line) {
    /** What others have in these lines. */
    static SharedLine of(List<String> present, String mark) {
        List<String> others = new ArrayList<>();
        Optional<AuthorizedLine> all = Optional.empty();
        boolean understood = true;
        for (String text : present) {
            List<String> marks = Marks.in(text).words().stream()
                    .map(word -> word.contains("=") ? word.substring(0, word.lastIndexOf('=')) : word)
                    .filter(word -> !word.equals(mark))
                    .toList();
            others.addAll(marks);
            if (!marks.isEmpty()) {
                Optional<AuthorizedLine> theirs = AuthorizedLine.parse(text).flatMap(one -> one.without(mark));
                Optional<AuthorizedLine> before = all;
                all = before.isEmpty() ? theirs : theirs.flatMap(before.get()::and);
                understood &= all.isPresent();
            }
        }
        return new SharedLine(new Marks(others), understood ? all.map(AuthorizedLine::toString) : Optional.empty());
    }

    /** One line for them and for us. */
    SharedLine with(String options, PublicKey key, String mark) {
        Optional<AuthorizedLine> ours =
                AuthorizedOptions.parse(options).map(parsed -> AuthorizedLine.of(parsed, key, mark));
        Optional<AuthorizedLine> both =
                line.flatMap(AuthorizedLine::parse).flatMap(theirs -> ours.flatMap(theirs::and));
        return new SharedLine(marks, both.map(AuthorizedLine::toString));
    }

    String reason() {
        return marks.isEmpty()
                ? "the key is let in otherwise"
                : "the key is let in otherwise; what it is let in for by " + marks.topologies() + " stays";
    }

    String suffix() {
        return marks.isEmpty() ? "" : ", with that of " + marks.topologies();
    }
}
