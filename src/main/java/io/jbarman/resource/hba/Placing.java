package io.jbarman.resource.hba;

import io.jbarman.facts.hba.HbaRule;
import io.jbarman.facts.role.Role;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Where wanted rules have an effect, among those that stay. Pure.
 *
 * @param left the file's rules that stay
 */
record Placing(List<WantedRule> wanted, boolean aboveReject, HbaState observed, List<HbaRule> left) {
    static Placing of(List<WantedRule> wanted, boolean aboveReject, HbaState observed, GoneRules gone) {
        return new Placing(
                wanted,
                aboveReject,
                observed,
                observed.rules().stream().filter(rule -> !gone.isGone(rule)).toList());
    }

    /** The rules that stay, before any of ours. */
    RuleOrder order() {
        return new RuleOrder(observed.file(), left);
    }

    /** What is turned away is known once it is known who is let in. */
    List<WantedRule> inTheirTurn() {
        return Stream.concat(
                        wanted.stream().filter(rule -> !rule.rejects()),
                        wanted.stream().filter(WantedRule::rejects))
                .toList();
    }

    /** What the rules say of one; above one that rejects because the document says so there is a way. */
    Verdict verdict(WantedRule rule, RuleOrder order) {
        List<HbaRule> rules = rule.rejects()
                ? order.rulesBut(exceptions(rule))
                : left.stream().filter(one -> !isNarrower(one, rule)).toList();
        Verdict verdict = Verdict.of(rule, rules, groups(rule));
        return verdict instanceof Verdict.Rejected rejected && (aboveReject || isDeclared(rejected.by()))
                ? new Verdict.Before(rejected.by())
                : verdict;
    }

    void put(WantedRule rule, Verdict verdict, RuleOrder order) {
        order.put(rule, verdict);
        order.lift(exceptions(rule), rule, this::groups);
    }

    /** Those that are let in although a rule speaks of each of their connections that turns away. */
    private List<WantedRule> exceptions(WantedRule rule) {
        return !rule.rejects()
                ? List.of()
                : wanted.stream()
                        .filter(one -> !one.rejects() && isException(one, rule))
                        .toList();
    }

    /** A host's name is narrower than any network, whichever it belongs to. */
    private boolean isException(WantedRule open, WantedRule reject) {
        RuleMatch match = RuleMatch.of(reject.at("", 0), open, groups(open));
        return match == RuleMatch.YES
                || (match == RuleMatch.MAYBE && open.address().isName());
    }

    /** Whether it turns away, because the document says so, a part only of what a rule is to let in. */
    private boolean isNarrower(HbaRule rule, WantedRule open) {
        return wanted.stream()
                .filter(one -> one.rejects() && one.isSaidBy(rule))
                .anyMatch(reject -> !isException(open, reject));
    }

    private boolean isDeclared(HbaRule rule) {
        return wanted.stream().anyMatch(one -> one.rejects() && one.isSaidBy(rule));
    }

    private Set<String> groups(WantedRule rule) {
        return observed.roles().find(rule.role()).map(Role::memberOf).orElse(Set.of());
    }
}
