package io.jbarman.resource.hba;

import io.jbarman.facts.hba.HbaFile;
import io.jbarman.facts.hba.HbaRule;
import io.jbarman.plan.LineInsertions;
import io.jbarman.plan.Step;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;

/** The rules as they are going to be: those that are there, and ours between them. Confined to one decision. */
final class RuleOrder {
    private final HbaFile file;
    private final int end;
    private final List<Place> places = new ArrayList<>();

    RuleOrder(HbaFile file, List<HbaRule> rules) {
        this.file = file;
        this.end = LineInsertions.lines(file.text()) + 1;
        rules.forEach(rule -> places.add(new Place(rule, Optional.empty())));
    }

    /** A rule of the file; one of ours stands before the line that it has. */
    private record Place(HbaRule rule, Optional<WantedRule> ours) {}

    /** What the server will read. */
    List<HbaRule> rules() {
        return places.stream().map(Place::rule).toList();
    }

    /** The same without what is let in on purpose although another rule of ours turns it away. */
    List<HbaRule> rulesBut(List<WantedRule> exceptions) {
        return rules().stream()
                .filter(rule -> exceptions.stream().noneMatch(one -> one.isSaidBy(rule)))
                .toList();
    }

    /** Puts one in, where it has to go. */
    void put(WantedRule rule, Verdict verdict) {
        if (verdict instanceof Verdict.Before before) {
            int index = rules().indexOf(before.shadow());
            places.add(index, new Place(rule.at(file.path(), before.shadow().line()), Optional.of(rule)));
        } else if (verdict instanceof Verdict.AtEnd) {
            places.add(new Place(rule.at(file.path(), end), Optional.of(rule)));
        }
    }

    /** Puts what a rule of ours would turn away before it. */
    void lift(List<WantedRule> exceptions, WantedRule above, Function<WantedRule, Set<String>> groups) {
        for (WantedRule exception : exceptions) {
            Verdict now = Verdict.of(exception, rules(), groups.apply(exception));
            if (now instanceof Verdict.Rejected rejected && above.isSaidBy(rejected.by())) {
                places.removeIf(place -> place.ours().equals(Optional.of(exception)));
                put(exception, new Verdict.Before(rejected.by()));
            }
        }
    }

    /** Before which line it was put, in words; empty if it was not. */
    Optional<String> placeOf(WantedRule rule) {
        return places.stream()
                .filter(place -> place.ours().equals(Optional.of(rule)))
                .map(place -> place.rule().line())
                .map(line -> line == end ? "at the end" : "before line " + line)
                .findFirst();
    }

    /**
     * Our lines, by their places. A backslash at the end of the file would make the first one the rest of its last one.
     *
     * @param kept lines that are to be put before others, each by the number of that one
     */
    List<Step.LineInsertion> insertions(Map<Integer, String> kept) {
        TreeMap<Integer, List<String>> byLine = new TreeMap<>();
        kept.forEach((line, text) ->
                byLine.computeIfAbsent(line, any -> new ArrayList<>()).add(text));
        for (Place place : places) {
            place.ours().ifPresent(rule -> {
                int line = place.rule().line();
                List<String> there = byLine.computeIfAbsent(line, any -> new ArrayList<>());
                if (line == end
                        && there.isEmpty()
                        && file.text().stripTrailing().endsWith("\\")) {
                    there.add("");
                }
                there.add(rule.line());
            });
        }
        return byLine.entrySet().stream()
                .map(entry -> new Step.LineInsertion(entry.getKey(), entry.getValue()))
                .toList();
    }
}
