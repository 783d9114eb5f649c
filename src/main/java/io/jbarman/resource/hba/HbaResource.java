package io.jbarman.resource.hba;

import io.jbarman.facts.Fact;
import io.jbarman.facts.FactQuery;
import io.jbarman.facts.Facts;
import io.jbarman.facts.hba.HbaFile;
import io.jbarman.facts.hba.HbaFileQuery;
import io.jbarman.facts.hba.HbaRule;
import io.jbarman.facts.hba.HbaRulesQuery;
import io.jbarman.facts.role.RolesQuery;
import io.jbarman.plan.Action;
import io.jbarman.plan.Decision;
import io.jbarman.plan.Difference;
import io.jbarman.plan.Effect;
import io.jbarman.plan.Fingerprint;
import io.jbarman.plan.LineInsertions;
import io.jbarman.plan.Note;
import io.jbarman.plan.ResourceId;
import io.jbarman.plan.Step;
import io.jbarman.resource.Observation;
import io.jbarman.resource.Resource;
import io.jbarman.resource.Want;
import io.jbarman.resource.Wants;
import io.jbarman.resource.server.ServerResource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * That the server lets these roles in from these addresses, or turns them away (PostgreSQL: "The pg_hba.conf File"). Rules
 * are inserted where they have an effect; no other byte of the file changes, but for the lines of unwanted ones.
 *
 * @param host where the file is
 * @param account the server's, as which it is written
 * @param aboveReject whether rules may go in front of one that rejects such connections
 * @param unwanted rules whose lines are to go
 * @param problem why it cannot be said from where the roles come, where it cannot
 */
public record HbaResource(
        HbaFileQuery file,
        HbaRulesQuery rules,
        RolesQuery roles,
        String host,
        String account,
        List<WantedRule> wanted,
        Optional<String> problem,
        boolean aboveReject,
        List<WantedRule> unwanted)
        implements Resource<HbaState> {
    public HbaResource {
        wanted = List.copyOf(wanted);
        unwanted = List.copyOf(unwanted);
    }

    /** The address of a server's client authentication. */
    public static ResourceId id(String server) {
        return new ResourceId(server, "hba", "pg_hba.conf");
    }

    @Override
    public ResourceId id() {
        return id(file.server());
    }

    @Override
    public String demand() {
        return Stream.concat(
                        wanted.stream().map(WantedRule::line), unwanted.stream().map(rule -> "not " + rule.line()))
                .collect(Collectors.joining("; "));
    }

    @Override
    public List<Want> wants() {
        Wants wants = new Wants();
        wanted.forEach(rule -> wants.put("line", rule.line()));
        unwanted.forEach(rule -> wants.put("no line", rule.line()));
        return wants.list();
    }

    @Override
    public Set<ResourceId> after() {
        return Set.of(ServerResource.id(file.server()));
    }

    @Override
    public Set<FactQuery<?>> needs() {
        return Set.of(file, rules, roles);
    }

    @Override
    public Observation<HbaState> observe(Facts facts) {
        return Observation.of(facts.get(file))
                .then(text -> Observation.of(facts.get(rules))
                        .then(parsed ->
                                Observation.of(facts.get(roles)).map(found -> new HbaState(text, parsed, found))));
    }

    /** Whether the file was written after the server last read it. */
    public boolean isNewerThanLoaded(Facts facts) {
        return facts.get(file) instanceof Fact.Known<HbaFile> known
                && known.value().newerThanLoaded();
    }

    @Override
    public Decision decide(HbaState observed) {
        if (problem.isPresent()) {
            return new Decision.Conflict(
                    id(), problem.get(), "Set source_addresses (or peer_address) of the barmanhost in the topology.");
        }
        return broken(observed.rules()).or(this::needed).or(this::contradicted).orElseGet(() -> place(observed));
    }

    /** A file with one bad line is not loaded at all. */
    private Optional<Decision> broken(List<HbaRule> parsed) {
        return parsed.stream()
                .flatMap(rule -> rule.error().map(error -> rule.place() + ": " + error).stream())
                .findFirst()
                .map(error -> new Decision.Conflict(
                        id(),
                        "the server cannot read its client authentication file, " + error,
                        "Mend that line; until then no rule can be added."));
    }

    private Optional<Decision> needed() {
        return unwanted.stream()
                .filter(one -> wanted.stream().anyMatch(one::isSameAs))
                .map(WantedRule::line)
                .findFirst()
                .map(line -> new Decision.Conflict(
                        id(), "\"" + line + "\" is to go, and is needed", "Leave out the rule with state: absent."));
    }

    /** It would have no effect: what is let in on purpose stays above. */
    private Optional<Decision> contradicted() {
        return wanted.stream()
                .filter(WantedRule::rejects)
                .flatMap(reject -> wanted.stream()
                        .filter(reject::turnsAway)
                        .map(open -> "\"" + reject.line() + "\" turns away what is needed by the same topology: \""
                                + open.line() + "\""))
                .findFirst()
                .map(why -> new Decision.Conflict(
                        id(),
                        why,
                        "Leave the rule with method: reject out, or narrow it; or leave out what needs the other."));
    }

    private Decision place(HbaState observed) {
        GoneRules gone = GoneRules.of(unwanted, observed);
        Optional<String> byHand = gone.byHand();
        if (byHand.isPresent()) {
            return byHand(byHand.get());
        }
        Placing placing = Placing.of(wanted, aboveReject, observed, gone);
        RuleOrder order = placing.order();
        for (WantedRule rule : placing.inTheirTurn()) {
            Verdict verdict = placing.verdict(rule, order);
            Optional<Decision> conflict = conflict(rule, verdict, observed.file());
            if (conflict.isPresent()) {
                return conflict.get();
            }
            placing.put(rule, verdict, order);
        }
        List<Difference> differences = differences(order, gone);
        return differences.isEmpty()
                ? new Decision.InSync(id(), asDeclared())
                : change(observed.file(), differences, order, gone);
    }

    private List<Difference> differences(RuleOrder order, GoneRules gone) {
        List<Difference> differences = new ArrayList<>();
        wanted.forEach(rule ->
                order.placeOf(rule).ifPresent(place -> differences.add(new Difference(place, "", rule.line()))));
        gone.found()
                .forEach(rule -> differences.add(
                        new Difference("line " + rule.line(), gone.line(rule).strip(), "")));
        return differences;
    }

    private Decision byHand(String why) {
        return new Decision.Conflict(id(), why, "Take it out by hand, or leave it and its state: absent.");
    }

    @Override
    public List<Note> notes(HbaState observed) {
        boolean broken = observed.rules().stream().anyMatch(rule -> rule.error().isPresent());
        if (problem.isPresent() || broken) {
            return List.of();
        }
        Placing placing = Placing.of(wanted, aboveReject, observed, GoneRules.of(unwanted, observed));
        List<Note> notes = new ArrayList<>();
        for (WantedRule rule : wanted) {
            Verdict verdict = placing.verdict(rule, placing.order());
            new HbaNotes(id(), rule).of(verdict, placing.left()).forEach(notes::add);
        }
        return notes;
    }

    private String asDeclared() {
        List<String> methods = wanted.stream()
                .filter(rule -> !rule.rejects())
                .map(WantedRule::method)
                .distinct()
                .toList();
        return methods.isEmpty()
                ? "the rules that match first answer as declared"
                : "the rules that match first let the roles in by " + String.join(", ", methods);
    }

    private Optional<Decision> conflict(WantedRule rule, Verdict verdict, HbaFile text) {
        if (verdict instanceof Verdict.Rejected rejected) {
            return Optional.of(new Decision.Conflict(
                    id(),
                    "\"" + rule.line() + "\" is needed, but " + rejected.by().place() + " rejects such connections",
                    "Say hba_above_reject: true to have it put above that rule, or narrow the rule; jbarman does not"
                            + " open by itself what was closed on purpose."));
        }
        if (verdict instanceof Verdict.Before before && !before.shadow().file().equals(text.path())) {
            return Optional.of(new Decision.Conflict(
                    id(),
                    "\"" + rule.line() + "\" is needed, but " + before.shadow().place()
                            + ", an included file, answers such connections with "
                            + before.shadow().method(),
                    "Put the line above that rule, or above the include, by hand."));
        }
        return Optional.empty();
    }

    private Decision change(HbaFile text, List<Difference> differences, RuleOrder order, GoneRules gone) {
        List<Step.LineInsertion> insertions = order.insertions(gone.comments());
        List<String> lines = gone.found().stream().map(gone::line).toList();
        int missing = differences.size() - gone.found().size();
        List<Step> steps = new ArrayList<>();
        if (!insertions.isEmpty()) {
            steps.add(new Step.InsertHbaRules(
                    file.server(),
                    host,
                    account,
                    text.path(),
                    Fingerprint.of(text.text()),
                    insertions,
                    "insert " + rules(missing) + " into " + text.path() + " of " + file.server()));
        }
        if (!lines.isEmpty()) {
            steps.add(new Step.RemoveHbaRules(
                    file.server(),
                    host,
                    account,
                    text.path(),
                    Fingerprint.of(LineInsertions.apply(text.text(), insertions)),
                    lines,
                    "remove " + rules(lines.size()) + " from " + text.path() + " of " + file.server()));
        }
        // At once: whether a file was read since is told to the second only.
        steps.add(new Step.ReloadServer(file.server(), "reload the rules of " + file.server()));
        return new Decision.Change(
                id(), Action.UPDATE, differences, Effect.RELOAD, reason(missing, lines, text), steps);
    }

    private static String reason(int missing, List<String> lines, HbaFile text) {
        String one = missing == 0 ? "" : rules(missing) + " missing";
        String other = lines.isEmpty() ? "" : rules(lines.size()) + " to go";
        return one + (one.isEmpty() || other.isEmpty() ? "" : ", ") + other + " in " + text.path();
    }

    private static String rules(int count) {
        return count == 1 ? "1 rule" : count + " rules";
    }
}
