package io.jbarman.resource.host;

import io.jbarman.facts.FactQuery;
import io.jbarman.facts.Facts;
import io.jbarman.facts.host.EntryFact;
import io.jbarman.facts.host.EntryFact.Kind;
import io.jbarman.facts.host.EntryQuery;
import io.jbarman.plan.Action;
import io.jbarman.plan.Decision;
import io.jbarman.plan.Difference;
import io.jbarman.plan.ResourceId;
import io.jbarman.plan.Step;
import io.jbarman.resource.Before;
import io.jbarman.resource.Guarded;
import io.jbarman.resource.Observation;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * That a file with content of ours is gone again, or is what it was before, by the copy that was kept of just that. What
 * is neither the topology's text nor one that the record knows as jbarman's has to be named first.
 */
public record UndoneCopyResource(CopyResource made, Before before, boolean isAgreed)
        implements Guarded<UndoneCopyResource.State> {
    private static final String BACK = "mv -T -- \"$1\" \"$2\"";

    /**
     * What there is.
     *
     * @param kept what is where the text of before may be kept, by path
     */
    public record State(EntryFact file, Map<String, EntryFact> kept) {}

    @Override
    public UndoneCopyResource agreed() {
        return new UndoneCopyResource(made, before, true);
    }

    @Override
    public ResourceId id() {
        return made.id();
    }

    @Override
    public Set<ResourceId> after() {
        return Set.of();
    }

    @Override
    public String demand() {
        return "as it was";
    }

    @Override
    public Set<FactQuery<?>> needs() {
        Set<FactQuery<?>> needs = new HashSet<>(made.needs());
        needs.addAll(copies());
        return needs;
    }

    private List<EntryQuery> copies() {
        return KeptText.paths(path(), was()).stream()
                .map(path -> new EntryQuery(made.query().host(), path, true))
                .toList();
    }

    @Override
    public Observation<State> observe(Facts facts) {
        Observation<State> seen = made.observe(facts).map(file -> new State(file, Map.of()));
        for (EntryQuery copy : copies()) {
            seen = seen.then(state -> Observation.of(facts.get(copy)).map(entry -> with(state, copy.path(), entry)));
        }
        return seen;
    }

    private static State with(State state, String path, EntryFact entry) {
        Map<String, EntryFact> kept = new LinkedHashMap<>(state.kept());
        kept.put(path, entry);
        return new State(state.file(), kept);
    }

    @Override
    public Decision decide(State observed) {
        EntryFact file = observed.file();
        Optional<String> kept = kept(observed);
        if (file.kind() == Kind.ABSENT) {
            return inSync("file does not exist"
                    + kept.map(copy -> "; what it was before is in " + copy).orElse(""));
        }
        if (file.kind() != Kind.FILE) {
            return inSync("is no file any more, and stays");
        }
        if (was().filter(words -> TextWords.areOf(words, file)).isPresent()) {
            return inSync("is what it was before");
        }
        if (!isAgreed && !isOurs(file)) {
            return made.conflict(
                    path() + " is not as jbarman wrote it",
                    "Keep what was changed in it somewhere, and give " + OPTION + " " + id() + ".");
        }
        if (was().isEmpty()) {
            return made.safely(removal(file), file);
        }
        return kept.map(copy -> made.safely(putBack(copy, file), file)).orElseGet(this::nothingLeft);
    }

    private Decision inSync(String reason) {
        return new Decision.InSync(id(), reason);
    }

    /** What was in the file before jbarman wrote into it, in words; empty if there was none. */
    private Optional<String> was() {
        return Optional.ofNullable(before.changed().get(Before.CONTENT));
    }

    private boolean isOurs(EntryFact file) {
        return Stream.concat(Stream.of(TextWords.of(made.content())), before.given(Before.CONTENT).stream())
                .anyMatch(words -> TextWords.areOf(words, file));
    }

    private Optional<String> kept(State observed) {
        return observed.kept().entrySet().stream()
                .filter(copy -> copy.getValue().kind() == Kind.FILE
                        && was().filter(words -> TextWords.areOf(words, copy.getValue()))
                                .isPresent())
                .map(Map.Entry::getKey)
                .findFirst();
    }

    private Decision removal(EntryFact file) {
        Step remove = new Step.RemoveFile(
                made.query().host(),
                file.way().account(),
                path(),
                "remove " + path() + " from " + made.query().host());
        return made.change(
                Action.REMOVE,
                List.of(new Difference("file", "exists", "")),
                "a file that jbarman wrote",
                List.of(remove));
    }

    private Decision putBack(String copy, EntryFact file) {
        Step back = made.actor(file).run("put back " + copy, "sh", "-c", BACK, "back", copy, path());
        return made.change(
                Action.UPDATE,
                List.of(new Difference(Before.CONTENT, TextWords.of(file), was().orElse(""))),
                "a file that jbarman has written over",
                List.of(back));
    }

    private Decision nothingLeft() {
        return isAgreed
                ? inSync("stays as it is: nothing is left of what was there before")
                : made.conflict(
                        "there is no copy, by its digest, of what was in " + path() + " before jbarman wrote into it ("
                                + was().orElse("") + ")",
                        "Write it there from a backup; or give " + OPTION + " " + id()
                                + ": then the file stays as it is.");
    }

    private String path() {
        return made.wanted().path();
    }
}
