package io.jbarman.schema;

import io.jbarman.schema.SourceNode.Entry;
import io.jbarman.topology.HostGroup;
import io.jbarman.topology.HostPattern;

/** Hosts with something in common: <code>primaries: { hosts: [pg*, "!pg3"], vars: { disk: /srv } }</code>. */
final class GroupBlock {
    static final Block BLOCK = Block.of(
            "a group",
            "Hosts that have something in common.",
            Key.optional("hosts", new HostPatternType(), "Its hosts, beside those that name it in groups themselves.")
                    .example("[\"pg*\", \"!pg3\", \"group:others\"]"),
            Key.optional("vars", VarsBlock.TYPE, "Variables of these hosts; they go before the document's.")
                    .example("{ archive_home: /srv/barman }"));

    private GroupBlock() {}

    static HostGroup build(Entry entry) {
        return new HostGroup(
                entry.key(), HostPattern.of(BlockValues.of(entry, BLOCK).texts("hosts")));
    }
}
