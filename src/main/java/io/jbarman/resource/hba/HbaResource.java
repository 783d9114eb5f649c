package io.jbarman.resource.hba;

import io.jbarman.facts.Fact;
import io.jbarman.facts.FactQuery;
import io.jbarman.facts.Facts;
import io.jbarman.facts.hba.HbaFile;
import io.jbarman.facts.hba.HbaFileQuery;
import io.jbarman.facts.hba.HbaRule;
import io.jbarman.facts.hba.HbaRulesQuery;
import io.jbarman.facts.role.Role;
import io.jbarman.facts.role.RolesQuery;
import io.jbarman.plan.Action;
import io.jbarman.plan.Decision;
import io.jbarman.plan.Difference;
import io.jbarman.plan.Effect;
import io.jbarman.plan.LineInsertions;
import io.jbarman.plan.Note;
import io.jbarman.plan.ResourceId;
import io.jbarman.plan.Step;
import io.jbarman.resource.Observation;
import io.jbarman.resource.Resource;
import io.jbarman.resource.server.ServerResource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * That the server lets these roles in from these addresses (PostgreSQL: "The pg_hba.conf File"). Rules are inserted
 * where they have an effect; no other byte of the file changes.
 *
 * @param host where the file is
 * @param account the server's, as which it is written
 * @param aboveReject whether rules may go in front of one that rejects such connections
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
        boolean aboveReject)
        implements Resource<HbaState> {
    public HbaResource {
        wanted = List.copyOf(wanted);
    }

    /** One that leaves closed what was closed. */
    public HbaResource(
            HbaFileQuery file,
            HbaRulesQuery rules,
            RolesQuery roles,
            String host,
            String account,
            List<WantedRule> wanted,
            Optional<String> problem) {
        this(file, rules, roles, host, account, wanted, problem, false);
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
        return String.join("; ", wanted.stream().map(WantedRule::line).toList());
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
        return broken(observed.rules()).orElseGet(() -> place(observed));
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

    private Decision place(HbaState observed) {
        Insertions insertions = new Insertions(observed.file());
        List<Difference> differences = new ArrayList<>();
        for (WantedRule rule : wanted) {
            Verdict verdict = verdict(rule, observed);
            Optional<Decision> conflict = conflict(rule, verdict, observed.file());
            if (conflict.isPresent()) {
                return conflict.get();
            }
            insertions.add(rule, verdict).ifPresent(place -> differences.add(new Difference(place, "", rule.line())));
        }
        return differences.isEmpty()
                ? new Decision.InSync(id(), "the rules that match first let the roles in by " + methods())
                : change(observed.file(), differences, insertions);
    }

    private Verdict verdict(WantedRule rule, HbaState observed) {
        Verdict verdict = Verdict.of(rule, observed.rules(), groups(observed, rule.role()));
        return aboveReject && verdict instanceof Verdict.Rejected rejected
                ? new Verdict.Before(rejected.by())
                : verdict;
    }

    @Override
    public List<Note> notes(HbaState observed) {
        boolean broken = observed.rules().stream().anyMatch(rule -> rule.error().isPresent());
        if (problem.isPresent() || broken) {
            return List.of();
        }
        List<Note> notes = new ArrayList<>();
        for (WantedRule rule : wanted) {
            Verdict verdict = verdict(rule, observed);
            new HbaNotes(id(), rule).of(verdict, observed.rules()).forEach(notes::add);
        }
        return notes;
    }

    private String methods() {
        return String.join(
                ", ", wanted.stream().map(WantedRule::method).distinct().toList());
    }

    private static Set<String> groups(HbaState observed, String role) {
        return observed.roles().find(role).map(Role::memberOf).orElse(Set.of());
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

    private Decision change(HbaFile text, List<Difference> differences, Insertions insertions) {
        String rulesText = differences.size() == 1 ? "1 rule" : differences.size() + " rules";
        return new Decision.Change(
                id(),
                Action.UPDATE,
                differences,
                Effect.RELOAD,
                rulesText + " missing in " + text.path(),
                List.of(
                        new Step.InsertHbaRules(
                                file.server(),
                                host,
                                account,
                                text.path(),
                                insertions.sha256(),
                                insertions.steps(),
                                "insert " + rulesText + " into " + text.path() + " of " + file.server()),
                        // At once: whether a file was read since is told to the second only.
                        new Step.ReloadServer(file.server(), "reload the rules of " + file.server())));
    }

    /** Collects lines by their place. */
    private static final class Insertions {
        private final HbaFile file;
        private final TreeMap<Integer, List<String>> byLine = new TreeMap<>();

        Insertions(HbaFile file) {
            this.file = file;
        }

        /** Where the rule goes, in words; empty if it need not go anywhere. */
        Optional<String> add(WantedRule rule, Verdict verdict) {
            if (verdict instanceof Verdict.Before before) {
                add(before.shadow().line(), rule);
                return Optional.of("before line " + before.shadow().line());
            }
            if (verdict instanceof Verdict.AtEnd) {
                addAtEnd(rule);
                return Optional.of("at the end");
            }
            return Optional.empty();
        }

        /** A backslash at the end of the file would make our line the rest of its last one. */
        private void addAtEnd(WantedRule rule) {
            int line = LineInsertions.lines(file.text()) + 1;
            if (!byLine.containsKey(line) && file.text().stripTrailing().endsWith("\\")) {
                byLine.computeIfAbsent(line, any -> new ArrayList<>()).add("");
            }
            add(line, rule);
        }

        private void add(int line, WantedRule rule) {
            byLine.computeIfAbsent(line, any -> new ArrayList<>()).add(rule.line());
        }

        List<Step.LineInsertion> steps() {
            return byLine.entrySet().stream()
                    .map(entry -> new Step.LineInsertion(entry.getKey(), entry.getValue()))
                    .toList();
        }

        String sha256() {
            return LineInsertions.sha256(file.text());
        }
    }
}
