package io.jbarman.resource.hba;

import io.jbarman.facts.hba.HbaRule;
import io.jbarman.pg.Cidr;
import io.jbarman.plan.Note;
import io.jbarman.plan.ResourceId;
import io.jbarman.topology.PostgresServer.HbaType;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** What an operator should know about the place of a wanted rule: what it hides, and what is laxer than asked. Pure. */
record HbaNotes(ResourceId id, WantedRule wanted) {
    private static final Set<String> WITHOUT_TLS = Set.of("host", "hostnossl", "hostnogssenc");

    List<Note> of(Verdict verdict, List<HbaRule> rules) {
        List<Note> notes = new ArrayList<>();
        if (verdict instanceof Verdict.Before before) {
            rules.subList(rules.indexOf(before.shadow()), rules.size()).stream()
                    .filter(this::hides)
                    .forEach(rule -> notes.add(hidden(rule)));
        }
        if (verdict instanceof Verdict.Satisfied satisfied
                && wanted.type() == HbaType.HOSTSSL
                && WITHOUT_TLS.contains(satisfied.by().type())) {
            notes.add(new Note(
                    id,
                    satisfied.by().place() + " lets " + wanted.role() + " in without TLS too; declared is hostssl",
                    "Make that line hostssl, or put \"" + wanted.line() + "\" and a reject for the rest above it."));
        }
        return notes;
    }

    /** Whether every connection that a rule speaks of is answered by the wanted one before. */
    private boolean hides(HbaRule rule) {
        return types().contains(rule.type())
                && rule.databases().equals(List.of(wanted.database()))
                && rule.users().equals(List.of(wanted.role()))
                && rule.address().filter(address -> covers(rule, address)).isPresent();
    }

    private Set<String> types() {
        return wanted.type() == HbaType.HOSTSSL
                ? Set.of("hostssl")
                : Set.of("host", "hostssl", "hostnossl", "hostgssenc", "hostnogssenc");
    }

    private boolean covers(HbaRule rule, String address) {
        return wanted.address()
                .range()
                .flatMap(mine ->
                        rule.netmask().flatMap(mask -> Cidr.of(address, mask)).map(mine::covers))
                .orElse(false);
    }

    private Note hidden(HbaRule rule) {
        return new Note(
                id,
                rule.place() + " (" + rule.method() + ") can no longer match: \"" + wanted.line()
                        + "\" comes before it",
                "");
    }
}
