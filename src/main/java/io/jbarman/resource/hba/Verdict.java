package io.jbarman.resource.hba;

import io.jbarman.facts.hba.HbaRule;
import java.util.List;
import java.util.Set;

/** What the rules of a file mean for a wanted one. */
sealed interface Verdict {
    /** The first rule that matches gives the method already. */
    record Satisfied(HbaRule by) implements Verdict {}

    /** A rule in front of all that would help turns such connections away, on purpose; above it there would be a way. */
    record Rejected(HbaRule by) implements Verdict {}

    /** To be inserted before that rule, which would answer with another method. */
    record Before(HbaRule shadow) implements Verdict {}

    /** No rule speaks of it: to be appended. */
    record AtEnd() implements Verdict {}

    /** No rule speaks of it, and none is to let it in. */
    record Closed() implements Verdict {}

    /** Reads the rules in order, as the server does: the first match counts. Pure. */
    static Verdict of(WantedRule wanted, List<HbaRule> rules, Set<String> groups) {
        for (HbaRule rule : rules) {
            RuleMatch match = RuleMatch.of(rule, wanted, groups);
            boolean sameMethod = rule.method().equals(wanted.method());
            if (match == RuleMatch.NO || (match == RuleMatch.MAYBE && sameMethod)) {
                continue;
            }
            if (sameMethod) {
                return new Satisfied(rule);
            }
            return rule.method().equals(WantedRule.REJECT) ? new Rejected(rule) : new Before(rule);
        }
        return wanted.rejects() ? new Closed() : new AtEnd();
    }
}
