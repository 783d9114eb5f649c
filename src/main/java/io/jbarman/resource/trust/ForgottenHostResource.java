package io.jbarman.resource.trust;

import io.jbarman.config.TextLines;
import io.jbarman.plan.Decision;
import io.jbarman.resource.Undoing;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * That the lines by which jbarman made a host known are gone, but for what other topologies need of them.
 *
 * @param types of the keys that were not known before
 */
public record ForgottenHostResource(KnownHostResource made, List<String> types)
        implements Undoing<KnownHostResource.State> {
    public ForgottenHostResource {
        types = List.copyOf(types);
    }

    @Override
    public Decision decide(KnownHostResource.State observed) {
        List<String> ours = new ArrayList<>();
        List<String> others = new ArrayList<>();
        List<String> rest = new ArrayList<>();
        TextLines lines = TextLines.of(observed.file().text().orElse(""));
        lines.lines().forEach(line -> {
            Optional<KnownLine> known = made.parse(line).filter(this::isOurs);
            Marks left = known.map(one -> one.marks().others(made.mark())).orElse(new Marks(List.of()));
            known.ifPresent(one -> ours.add(line));
            others.addAll(left.words());
            if (known.isEmpty()) {
                rest.add(line);
            } else if (!left.isEmpty()) {
                rest.add(new KnownLine(known.get().key(), known.get().type(), left).toString());
            }
        });
        return new TakenLines(made.at(), observed.file(), ours, lines.with(rest), new Marks(others))
                .outOf(id(), "lines");
    }

    /** One without a mark is known by the record of what was added. */
    private boolean isOurs(KnownLine line) {
        return line.marks().isEmpty()
                ? types.contains(line.type())
                : line.marks().areOf(made.mark());
    }
}
