package io.jbarman.schema;

import io.jbarman.topology.CronTimes;
import io.jbarman.topology.DriftPolicy;

/** When and about what drift is reported: <code>drift: { every: 15m, ignore: ["pg/setting/work_mem"] }</code>. */
final class DriftBlock {
    private static final TextType CRON = TextType.of("five fields like \"0 3 * * *\"", "^[^ ]+( +[^ ]+){4}$")
            .and(text -> CronTimes.parse(text).isPresent());

    static final Block BLOCK = Block.of(
            "drift",
            "When and about what drift is reported.",
            Key.optional("every", new DurationType(), "How often the timer looks; 15m if left out.")
                    .example("15m"),
            Key.optional("timer", new TruthType(), "Whether apply installs a systemd timer on the control node.")
                    .defaults("false"),
            Key.optional("ignore", new ListType(Texts.LINE), "Addresses to leave out; * stands for anything.")
                    .example("[\"pg/setting/log_min_duration_statement\"]"),
            Key.optional("cron", CRON, "When the timer looks, instead of every so often.")
                    .example("\"0 3 * * *\""));

    private DriftBlock() {}

    static DriftPolicy build(BlockValues values) {
        return new DriftPolicy(
                values.text("every").flatMap(DurationType::parse),
                values.text("cron").flatMap(CronTimes::parse),
                values.truth("timer"),
                values.texts("ignore"));
    }
}
