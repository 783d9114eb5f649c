package io.jbarman.schema;

import io.jbarman.schema.SourceNode.Entry;
import io.jbarman.topology.ExtensionDemand;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** An extension: <code>pg_stat_statements: { databases: [shop], schema: public }</code>. */
final class ExtensionBlock {
    static final Block BLOCK = Block.of(
            "an extension",
            "An extension in one or more databases; what is left out is left alone.",
            Key.optional("databases", new ListType(Texts.DATABASE), "Where it is; left out, where jbarman logs in.")
                    .example("[shop]"),
            Key.optional("schema", Texts.DATABASE, "The schema of its objects.").example("public"),
            Key.optional("version", Texts.LINE, "Its version; left out, the newest when it is created.")
                    .example("\"1.10\""),
            StateWord.KEY);

    private ExtensionBlock() {}

    static Map<String, ExtensionDemand> build(List<Entry> entries) {
        Map<String, ExtensionDemand> extensions = new LinkedHashMap<>();
        entries.forEach(entry -> extensions.put(entry.key(), build(entry)));
        return extensions;
    }

    private static ExtensionDemand build(Entry entry) {
        BlockValues values = BlockValues.of(entry, BLOCK);
        return new ExtensionDemand(
                entry.key(),
                values.texts("databases"),
                values.text("schema"),
                values.text("version"),
                StateWord.isAbsent(values));
    }
}
