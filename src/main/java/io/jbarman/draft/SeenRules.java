package io.jbarman.draft;

import io.jbarman.facts.Facts;
import io.jbarman.facts.hba.HbaRule;
import io.jbarman.pg.Cidr;
import io.jbarman.topology.PostgresServer.HbaType;
import io.jbarman.topology.RuleDemand;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The rules of a server's client authentication as demands for them, as far as the language has words for them. That each
 * of them has its effect where it stands is for a plan to tell.
 */
record SeenRules(SeenServer seen, Facts facts, DraftRemarks remarks) {
    private static final Set<String> METHODS =
            Set.of("scram-sha-256", "md5", "password", "trust", "cert", "peer", "reject");

    Map<String, RuleDemand> demands() {
        Map<String, RuleDemand> demands = new LinkedHashMap<>();
        List<String> withOptions = Known.or(facts.get(seen.optionsOfRules()), List.of());
        for (HbaRule rule : Known.or(facts.get(seen.rules()), List.<HbaRule>of())) {
            Optional<RuleDemand> demand = Optional.of(rule)
                    .filter(one -> !withOptions.contains(one.place()))
                    .flatMap(one -> demand(one, "line_" + one.line()));
            // Included files count their lines anew.
            if (demand.isPresent() && demands.putIfAbsent(demand.get().name(), demand.get()) == null) {
                continue;
            }
            remarks.rule(rule);
        }
        return demands;
    }

    private static Optional<RuleDemand> demand(HbaRule rule, String name) {
        Optional<HbaType> type = Stream.of(HbaType.values())
                .filter(one -> one.word().equals(rule.type()))
                .findFirst();
        Optional<String> source = rule.address().flatMap(one -> source(one, rule.netmask()));
        boolean sayable = rule.error().isEmpty()
                && source.isPresent() == rule.address().isPresent()
                && METHODS.contains(rule.method())
                && rule.databases().size() == 1
                && rule.users().size() == 1
                && Stream.concat(rule.databases().stream(), rule.users().stream())
                        .noneMatch(word -> word.startsWith("/") || word.startsWith("@") || word.equals("samegroup"));
        return type.filter(any -> sayable)
                .map(one -> new RuleDemand(
                        name,
                        Optional.of(one),
                        rule.databases(),
                        rule.users(),
                        source.stream().toList(),
                        Optional.of(rule.method()),
                        false));
    }

    /** Nothing of a mask that no prefix says. */
    private static Optional<String> source(String address, Optional<String> netmask) {
        return netmask.isEmpty()
                ? Optional.of(address)
                : Cidr.of(address, netmask.get()).map(Cidr::toString);
    }
}
