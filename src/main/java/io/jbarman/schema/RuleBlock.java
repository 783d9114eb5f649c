package io.jbarman.schema;

import io.jbarman.schema.SourceNode.Entry;
import io.jbarman.topology.PostgresServer.HbaType;
import io.jbarman.topology.RuleDemand;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A rule of pg_hba.conf: <code>shop: { databases: shop, users: app, source: 10.0.0.0/24 }</code>. */
final class RuleBlock {
    static final ChoiceType METHODS = ChoiceType.of("scram-sha-256", "md5", "password", "trust", "cert");

    private static final ChoiceType ALL_METHODS =
            ChoiceType.of("scram-sha-256", "md5", "password", "trust", "cert", "peer", "reject");

    private static final String BY_HAND = "write such a line into pg_hba.conf yourself";

    /** Quoted where it needs to be; a slash would begin a regular expression, an at sign a file's name. */
    private static final TextType NAME = TextType.of(
                    "a name, at most 63 bytes", "^[^/@\\u0000-\\u001f\\u007f][^\\u0000-\\u001f\\u007f]{0,63}$")
            .and(RuleBlock::fits);

    private static final TextType SOURCE = TextType.of(
            "an address, a network like 10.0.0.0/24, a host's name, all, samehost or samenet",
            "^[.]?[A-Za-z0-9:]([A-Za-z0-9.:_-]*[A-Za-z0-9:])?(/[0-9]{1,3})?$");

    static final Block BLOCK = Block.of(
            "a rule of client authentication",
            "That users may connect from somewhere, or may not; it is put before the first rule that would answer such a connection by another method.",
            Key.optional(
                            "contype",
                            ChoiceType.of(HbaType.values())
                                    .elsewhere(Map.of("hostnossl", BY_HAND, "hostgssenc", BY_HAND)),
                            "The connection type, local for those by socket; left out, hba_type of the server.")
                    .example("hostssl"),
            Key.required("databases", new OneOrMore(NAME), "The databases; all stands for all but replication.")
                    .example("shop"),
            Key.required("users", new OneOrMore(NAME), "The roles; +crew stands for its members, all for all.")
                    .example("app"),
            Key.optional(
                            "source",
                            new OneOrMore(SOURCE.and(RuleBlock::isPlace)),
                            "From where; of contype local it is left out.")
                    .example("10.0.0.0/24"),
            Key.optional(
                            "method",
                            ALL_METHODS.elsewhere(Map.of("ident", BY_HAND)),
                            "The authentication method; left out, hba_method of the server.")
                    .example("scram-sha-256"),
            Key.optional(
                            "state",
                            StateWord.WORDS,
                            "Whether it has effect; absent takes out the lines that say this and nothing else.")
                    .defaults("present"),
            Key.later("order", "leave it out: a rule is put where it has an effect"),
            Key.later("dest", "leave it out: the server is asked where its file is"),
            Key.later("options", BY_HAND));

    private RuleBlock() {}

    /** Digits and dots alone are an address, with its length behind it a network. */
    private static boolean isPlace(String text) {
        boolean address = text.contains("/") || text.contains(":") || text.matches("[0-9.]+");
        return !address || Addresses.isNetwork(text);
    }

    /** The server cuts longer names of roles and databases off; a plus before a role is not part of it. */
    private static boolean fits(String text) {
        String name = text.startsWith("+") ? text.substring(1) : text;
        return name.getBytes(java.nio.charset.StandardCharsets.UTF_8).length <= 63;
    }

    static Map<String, RuleDemand> build(List<Entry> entries) {
        Map<String, RuleDemand> rules = new LinkedHashMap<>();
        for (Entry entry : entries) {
            BlockValues values = BlockValues.of(entry, BLOCK);
            rules.put(
                    entry.key(),
                    new RuleDemand(
                            entry.key(),
                            values.choice("contype", HbaType.class),
                            values.texts("databases"),
                            values.texts("users"),
                            values.texts("source"),
                            values.text("method"),
                            StateWord.isAbsent(values)));
        }
        return rules;
    }
}
