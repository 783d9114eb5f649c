package io.jbarman.schema;

import io.jbarman.pg.GrantObject;
import io.jbarman.pg.ServerVersion;
import io.jbarman.schema.SourceNode.Entry;
import io.jbarman.topology.GrantDemand;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;

/** A grant: <code>shop_reads: { to: app, on: table, names: [shop.*], privileges: [select] }</code>. */
final class GrantBlock {
    private static final int NEWEST = GrantDemand.Versions.NEVER;

    private static final ChoiceType PRIVILEGES = ChoiceType.of(Stream.concat(
                    Stream.of(GrantObject.ALL),
                    Arrays.stream(GrantObject.values()).flatMap(kind -> kind.privileges().stream()))
            .map(word -> word.toLowerCase(Locale.ROOT))
            .distinct()
            .toArray(String[]::new));

    static final Block BLOCK = Block.of(
            "a grant",
            "Privileges of one role on objects of one kind, in one database; others are left alone.",
            Key.required("to", Texts.ANY_ROLE, "The role, or public for all.").example("app"),
            Key.required(
                            "on",
                            ChoiceType.of(GrantObject.values()),
                            "The kind of the objects; new-tables and its like are default privileges.")
                    .example("table"),
            Key.optional(
                            "names",
                            new ListType(Texts.OBJECT),
                            "The objects: with their schema, functions with argument types, columns as shop.orders.price,"
                                    + " shop.* for all of a schema; of new-..., the schemas.")
                    .example("[shop.orders]"),
            Key.required("privileges", new ListType(PRIVILEGES), "What is granted; all stands for all of them.")
                    .example("[select, insert]"),
            Key.optional("database", Texts.DATABASE, "Where the objects are; left out, where jbarman logs in.")
                    .example("shop"),
            Key.optional("created_by", Texts.ROLE, "Of new-...: who creates them.")
                    .example("app_owner"),
            Key.optional("grant_option", new TruthType(), "Whether they may be granted on.")
                    .defaults("false"),
            Key.optional(
                            "from_version",
                            new NumberType(ServerVersion.OLDEST_MAJOR, NEWEST),
                            "Only for servers of this major version and later.")
                    .example("17"),
            Key.optional(
                            "to_version",
                            new NumberType(ServerVersion.OLDEST_MAJOR, NEWEST),
                            "Only for servers of this major version and earlier.")
                    .example("14"),
            StateWord.KEY);

    private GrantBlock() {}

    static Map<String, GrantDemand> build(List<Entry> entries) {
        Map<String, GrantDemand> grants = new LinkedHashMap<>();
        entries.forEach(entry -> grants.put(entry.key(), build(entry)));
        return grants;
    }

    private static GrantDemand build(Entry entry) {
        BlockValues values = BlockValues.of(entry, BLOCK);
        return new GrantDemand(
                entry.key(),
                grantee(values.word("to")),
                values.text("database"),
                values.choice("on", GrantObject.class).orElse(GrantObject.TABLE),
                values.texts("names"),
                values.text("created_by"),
                values.texts("privileges").stream()
                        .map(word -> word.toUpperCase(Locale.ROOT))
                        .distinct()
                        .toList(),
                values.truth("grant_option"),
                new GrantDemand.Versions(
                        values.number("from_version").orElse(ServerVersion.OLDEST_MAJOR),
                        values.number("to_version").orElse(NEWEST)),
                StateWord.isAbsent(values));
    }

    private static String grantee(String word) {
        return word.equalsIgnoreCase(GrantDemand.PUBLIC) ? GrantDemand.PUBLIC : word;
    }
}
