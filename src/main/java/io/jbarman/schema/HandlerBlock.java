package io.jbarman.schema;

import io.jbarman.schema.SourceNode.Mapping;
import io.jbarman.schema.SourceNode.Scalar;
import io.jbarman.topology.Handler;
import java.util.List;
import java.util.Optional;

/** A handler: <code>{ name: Restart chrony, service: { name: chrony, state: restarted } }</code>. */
final class HandlerBlock {
    static final String COMMAND = "command";
    static final String SERVICE = "service";

    private static final Block RUN =
            Block.of("a handler's command", "A program that is run.", SystemBlock.ARGV, SystemBlock.CHDIR);

    private static final Block REFRESH = Block.of(
            "a handler's service",
            "A service of systemd that is to read its files again.",
            Key.required("name", SystemBlock.UNIT, "Its name.").example("chrony"),
            Key.required("state", ChoiceType.of("restarted", "reloaded"), "How it is done.")
                    .example("restarted"));

    static final Block BLOCK = new Block(
            "a handler",
            "What is done once, after the tasks, on hosts where a task that notifies it changed something.",
            List.of(
                    Key.required("name", Texts.LINE, "Its name, for notify.").example("Restart chrony"),
                    Key.optional(COMMAND, RUN, "Runs a program.").example("{ argv: [/usr/local/bin/tell] }"),
                    Key.optional(SERVICE, REFRESH, "Restarts or reloads a service.")
                            .example("{ name: chrony, state: restarted }"),
                    BecomeType.KEY),
            Optional.of(RefusedWords.ofHandlers()));

    private HandlerBlock() {}

    /** The arguments of one of its two modules. */
    static Block module(String key) {
        return key.equals(COMMAND) ? RUN : REFRESH;
    }

    /** What checked arguments of a module say. */
    static Handler.Work work(String key, Mapping arguments, Optional<String> account) {
        BlockValues values = new BlockValues(module(key), arguments);
        return key.equals(COMMAND)
                ? new Handler.Run(values.texts("argv"), values.text("chdir"), account)
                : new Handler.Refresh(values.word("name"), values.word("state").equals("reloaded"));
    }

    /** The account of {@code become}. */
    static Optional<String> account(Optional<Scalar> become) {
        return become.map(Scalar::text).flatMap(BecomeType::account);
    }
}
