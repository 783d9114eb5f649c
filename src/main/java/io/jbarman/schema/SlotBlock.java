package io.jbarman.schema;

import io.jbarman.pg.SlotName;
import io.jbarman.schema.SourceNode.Entry;
import io.jbarman.topology.SlotDemand;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A physical replication slot: <code>old_standby: { state: absent }</code>. */
final class SlotBlock {
    static final Block BLOCK =
            Block.of("a slot", "A physical replication slot beside those of barmanhosts and standbys.", StateWord.KEY);

    private SlotBlock() {}

    /** A name that was refused is no slot. */
    static Map<String, SlotDemand> build(List<Entry> entries) {
        Map<String, SlotDemand> slots = new LinkedHashMap<>();
        entries.stream().filter(entry -> SlotName.isValid(entry.key())).forEach(entry -> {
            BlockValues values = BlockValues.of(entry, BLOCK);
            slots.put(entry.key(), new SlotDemand(new SlotName(entry.key()), StateWord.isAbsent(values)));
        });
        return slots;
    }
}
