package io.jbarman.schema;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A play: <code>{ name: House rules, hosts: pg*, tasks: [{ name: ..., copy: { ... } }] }</code>. */
public final class PlayBlock {
    /** Its keys, and those of tasks. */
    public static final String NAME = "name";

    public static final String HOSTS = "hosts";
    public static final String VARS = "vars";
    public static final String TAGS = "tags";
    public static final String TASKS = "tasks";
    public static final String WHEN = "when";
    public static final String LOOP = "loop";
    public static final String NOTIFY = "notify";
    public static final String BECOME = "become";
    public static final String HANDLERS = "handlers";
    public static final String NO_LOG = "no_log";
    public static final String IMPORT_TASKS = "import_tasks";

    private static final TextType TAG = TextType.of("a tag (letters, digits, '_' and '-')", "^[A-Za-z0-9_-]+$");

    /** One, or several. */
    private static final ValueType TAG_LIST = new OneOrMore(TAG);

    private static final Key TAGS_KEY = Key.optional(TAGS, TAG_LIST, "By which --tags and --skip-tags choose.")
            .example("[house]");

    private static final Key WHEN_KEY = Key.optional(
                    WHEN,
                    new OneOrMore(new AnyScalar("an expression over variables")),
                    "Only where this is true; of several, all must be.")
            .example("\"host.groups contains 'primaries'\"");

    private static final Key NO_LOG_KEY = Key.optional(
                    NO_LOG, new TruthType(), "Whether plans and reports are to show no value of it.")
            .defaults("false");

    static final Block TASK = new Block("a task", "One thing that is to be so.", taskKeys(), refused(false));

    static final Block BLOCK = new Block(
            "a play",
            "Tasks for some hosts, each done in its order.",
            List.of(
                    Key.required(NAME, Texts.LINE, "What it is about.").example("House rules"),
                    Key.required(HOSTS, new HostPatternType(), "Which hosts it is for.")
                            .example("pg*"),
                    Key.optional(VARS, VarsBlock.TYPE, "Variables of its tasks; they go before those of hosts.")
                            .example("{ greeting: Hello }"),
                    TAGS_KEY,
                    WHEN_KEY,
                    Key.optional(TASKS, new ListType(TASK), "What is to be so.")
                            .example("[{ name: Motd, copy: { dest: /etc/motd, content: Hello } }]"),
                    Key.optional(HANDLERS, new ListType(HandlerBlock.BLOCK), "What tasks notify.")
                            .example("[{ name: Tell, command: { argv: [/usr/local/bin/tell] } }]"),
                    BecomeType.KEY,
                    NO_LOG_KEY),
            refused(true));

    private PlayBlock() {}

    /** Whether a word means yes, where a truth value stands. */
    public static boolean isYes(String word) {
        return TruthType.isYes(word);
    }

    private static List<Key> taskKeys() {
        List<Key> keys = new ArrayList<>(List.of(
                Key.required(NAME, Texts.LINE, "What it is for.").example("Log slow statements"),
                WHEN_KEY,
                Key.optional(
                                LOOP,
                                new ListType(new AnyData()),
                                "Once for each of these; in the task's texts, item is the one in hand.")
                        .example("[adm, dba]"),
                Key.optional(
                                NOTIFY,
                                new OneOrMore(Texts.LINE),
                                "Handlers of the play to be run if this changes something.")
                        .example("Restart chrony"),
                BecomeType.KEY,
                NO_LOG_KEY,
                Key.optional(
                                IMPORT_TASKS,
                                Texts.LOCAL_PATH,
                                "In place of a module: a file with more tasks, relative to the document.")
                        .example("tasks/motd.yml"),
                TAGS_KEY));
        keys.addAll(Modules.keys());
        return List.copyOf(keys);
    }

    private static Optional<OpenKeys> refused(boolean play) {
        return Optional.of(play ? RefusedWords.ofPlays() : RefusedWords.ofTasks());
    }
}
