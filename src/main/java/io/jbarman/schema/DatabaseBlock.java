package io.jbarman.schema;

import io.jbarman.schema.SourceNode.Entry;
import io.jbarman.topology.DatabaseDemand;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A database: <code>shop: { owner: app, encoding: UTF8 }</code>. */
final class DatabaseBlock {
    static final Block BLOCK = Block.of(
            "a database",
            "A database; what is left out is left alone.",
            Key.optional("owner", Texts.ROLE, "The role that owns it.").example("app"),
            Key.optional("encoding", Texts.LINE, "Its encoding, compared and never changed.")
                    .example("UTF8"),
            Key.optional("lc_collate", Texts.LINE, "Its sort order, compared and never changed.")
                    .example("C.UTF-8"),
            Key.optional("lc_ctype", Texts.LINE, "Its character classes, compared and never changed.")
                    .example("C.UTF-8"),
            Key.optional("template", Texts.DATABASE, "The database that it is copied from when it is created.")
                    .example("template0"),
            Key.optional("connection_limit", new NumberType(-1, 262143), "How many sessions it may have; -1: any.")
                    .example("100"),
            Key.optional("comment", Texts.COMMENT, "Its comment; empty text takes it away.")
                    .example("the web shop"),
            StateWord.KEY);

    private DatabaseBlock() {}

    static Map<String, DatabaseDemand> build(List<Entry> entries) {
        Map<String, DatabaseDemand> databases = new LinkedHashMap<>();
        entries.forEach(entry -> databases.put(entry.key(), build(entry)));
        return databases;
    }

    private static DatabaseDemand build(Entry entry) {
        BlockValues values = BlockValues.of(entry, BLOCK);
        return new DatabaseDemand(
                entry.key(),
                values.text("owner"),
                values.text("encoding"),
                values.text("lc_collate"),
                values.text("lc_ctype"),
                values.text("template"),
                values.number("connection_limit"),
                values.text("comment"),
                StateWord.isAbsent(values));
    }
}
