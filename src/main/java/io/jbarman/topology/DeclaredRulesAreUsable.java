package io.jbarman.topology;

import io.jbarman.pg.Cidr;
import io.jbarman.topology.PostgresServer.HbaType;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Declared rules of client authentication say enough, and no two of them answer the same connection in two ways. */
final class DeclaredRulesAreUsable implements Rule {
    private static final String PEER = "peer";

    /** Each database of a rule with each user from each place. */
    private static final int MOST_ANSWERED = 100_000;

    @Override
    public void check(Topology topology, Findings findings) {
        for (PostgresServer server : topology.postgres().values()) {
            String path = Paths.server(server) + ".hba.";
            Map<String, RuleDemand> said = new HashMap<>();
            long answered = 0;
            for (RuleDemand rule : server.contents().hba().values()) {
                place(server, rule, path + rule.name(), findings);
                answered += answers(rule);
                if (answered > MOST_ANSWERED) {
                    findings.error(
                            "too-large",
                            path + rule.name(),
                            "the rules of '" + server.name() + "' are of more than " + MOST_ANSWERED
                                    + " databases, users and sources, each with each",
                            "name roles that users are members of (+staff), networks, or all");
                    break;
                }
                answers(server, rule).stream()
                        .flatMap(answer -> Optional.ofNullable(said.putIfAbsent(answer, rule)).stream())
                        .filter(other -> differ(server, rule, other))
                        .findFirst()
                        .ifPresent(other -> findings.error(
                                "contradiction",
                                path + rule.name(),
                                "'" + other.name() + "' answers the same connections otherwise",
                                "leave one of the two out, or narrow one of them"));
            }
        }
    }

    private static long answers(RuleDemand rule) {
        return (long) rule.databases().size()
                * rule.users().size()
                * Math.max(1, rule.sources().size());
    }

    private static void place(PostgresServer server, RuleDemand rule, String path, Findings findings) {
        boolean local = type(server, rule) == HbaType.LOCAL;
        if (local && !rule.sources().isEmpty()) {
            findings.error(
                    "contradiction",
                    path + ".source",
                    "connections by socket come from no address",
                    "leave source out, or say contype: host");
        } else if (!local && rule.sources().isEmpty()) {
            findings.error(
                    "missing-key",
                    path,
                    "from where these connections come is not said",
                    "say source: 10.0.0.0/24, say, or contype: local for those by socket");
        }
        if (!local && method(server, rule).equals(PEER)) {
            findings.error(
                    "contradiction",
                    path + ".method",
                    "only of who comes by socket the operating system tells the account",
                    "say contype: local, or another method");
        }
    }

    private static List<String> answers(PostgresServer server, RuleDemand rule) {
        List<String> sources = rule.sources().isEmpty() ? List.of("") : rule.sources();
        return rule.databases().stream()
                .flatMap(database -> rule.users().stream()
                        .flatMap(user -> sources.stream()
                                .map(source ->
                                        String.join("\n", type(server, rule).word(), database, user, place(source)))))
                .toList();
    }

    /** Networks are compared as such, and the server compares names in any case. */
    private static String place(String source) {
        return Cidr.parse(source).map(Cidr::spelled).orElseGet(() -> source.toLowerCase(Locale.ROOT));
    }

    /** Another method of the same may well be there and be to go. */
    private static boolean differ(PostgresServer server, RuleDemand one, RuleDemand other) {
        boolean same = method(server, one).equals(method(server, other));
        return one.absent() == other.absent() ? !same && !one.absent() : same;
    }

    private static HbaType type(PostgresServer server, RuleDemand rule) {
        return rule.type().orElse(server.hbaType());
    }

    private static String method(PostgresServer server, RuleDemand rule) {
        return rule.method().orElse(server.hbaMethod());
    }
}
