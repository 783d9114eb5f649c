package io.jbarman.resource.file;

import io.jbarman.config.SaidConfiguration;
import io.jbarman.plan.Decision;
import io.jbarman.resource.Before;
import io.jbarman.resource.Guarded;
import io.jbarman.resource.Undoing;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * That people's own file says of a server what it said before: options that were added to it are gone, and those that were
 * changed are as they were. One that somebody has changed since has to be named first; one that somebody has taken out
 * stays out.
 */
public record FormerSectionResource(AdoptedFileResource made, Before before, boolean isAgreed)
        implements Guarded<AdoptedFileResource.State>, Undoing<AdoptedFileResource.State> {
    @Override
    public FormerSectionResource agreed() {
        return new FormerSectionResource(made, before, true);
    }

    @Override
    public Decision decide(AdoptedFileResource.State observed) {
        if (observed.file().file().isAbsent()) {
            return new Decision.InSync(id(), "file does not exist");
        }
        if (observed.isHidden()) {
            return made.refusals().hidden(made.written().file().path());
        }
        Map<String, String> options = SaidConfiguration.options(observed.text(), made.server());
        List<String> others = options.keySet().stream()
                .filter(option -> isTouched(option) && !isUnknown(option))
                .filter(option -> !isAsLeft(option, options) && !isAsBefore(option, options))
                .toList();
        return others.isEmpty() || isAgreed ? back(observed, options) : changedSince(others);
    }

    private Decision back(AdoptedFileResource.State observed, Map<String, String> options) {
        Set<String> gone = new HashSet<>(additions().keySet());
        gone.retainAll(options.keySet());
        Map<String, String> restored = new LinkedHashMap<>(before.changed());
        restored.keySet().removeIf(option -> !options.containsKey(option) || isAsBefore(option, options));
        Set<String> unknown = new LinkedHashSet<>(restored.keySet());
        unknown.removeIf(option -> !isUnknown(option));
        restored.keySet().removeAll(unknown);
        String kept = unknown.isEmpty()
                ? ""
                : "; what it said of " + String.join(", ", unknown) + " may have held a password, and is not on record";
        if (gone.isEmpty() && restored.isEmpty()) {
            return new Decision.InSync(id(), "nothing in it is jbarman's" + kept);
        }
        return made.saying(
                SectionEdit.of(observed.text(), made.server(), restored, gone),
                observed,
                "what jbarman has said in it" + kept);
    }

    private boolean isTouched(String option) {
        return additions().containsKey(option) || before.changed().containsKey(option);
    }

    /** Such a line stays as it is, whoever wrote it last. */
    private boolean isUnknown(String option) {
        return IniDifferences.isHidden(before.changed().getOrDefault(option, ""));
    }

    /** By the document, or by the apply that added it. */
    private boolean isAsLeft(String option, Map<String, String> options) {
        Optional<String> value = Optional.ofNullable(options.get(option));
        return value.equals(Optional.ofNullable(made.wanted().get(option)))
                || value.equals(Optional.ofNullable(additions().get(option)));
    }

    private boolean isAsBefore(String option, Map<String, String> options) {
        return Optional.ofNullable(before.changed().get(option)).equals(Optional.ofNullable(options.get(option)));
    }

    /** By option, what it was given last where it had nothing. */
    private Map<String, String> additions() {
        Map<String, String> additions = new LinkedHashMap<>();
        before.added().forEach(one -> additions.put(one.attribute(), one.value()));
        return additions;
    }

    private Decision changedSince(List<String> options) {
        return new Decision.Conflict(
                id(),
                made.written().file().path() + " has options that jbarman has set and somebody has changed since: "
                        + String.join(", ", options),
                "Keep what was changed in it somewhere, and give " + OPTION + " " + id() + ".");
    }
}
