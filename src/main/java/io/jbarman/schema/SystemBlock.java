package io.jbarman.schema;

import io.jbarman.schema.SourceNode.Entry;
import io.jbarman.topology.HostSystem;
import io.jbarman.topology.HostSystem.CommandDemand;
import io.jbarman.topology.HostSystem.Cron;
import io.jbarman.topology.HostSystem.FileDemand;
import io.jbarman.topology.HostSystem.Group;
import io.jbarman.topology.HostSystem.PackageDemand;
import io.jbarman.topology.HostSystem.PathState;
import io.jbarman.topology.HostSystem.ServiceDemand;
import io.jbarman.topology.HostSystem.Timer;
import io.jbarman.topology.HostSystem.User;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** What a host's operating system is to have: <code>system: { groups: { dba: }, files: { /srv/wal: ... } }</code>. */
final class SystemBlock {
    private static final String STARTED = "started";
    private static final int NUMBER_LIMIT = 2_000_000_000;
    private static final NumberType NUMBER = new NumberType(0, NUMBER_LIMIT);

    private static final TextType MODE = TextType.of("permission bits in quotes, like \"0644\"", "^[0-7]{3,4}$");
    static final TextType CONTENT = TextType.of("text", "^[^\\u0000]*$");
    private static final TextType PASSWD =
            TextType.of("text on one line, without ':'", "^[^\\u0000-\\u001f\\u007f:]*$");
    static final TextType UNIT =
            TextType.of("a unit of systemd, like ssh or postgresql@15-main", "^[A-Za-z0-9:_.@\\\\-]+$");
    private static final TextType SCHEDULE = TextType.of(
            "five fields like \"0 3 * * *\", or @daily and its like", "^(@[a-z]+|[^ \\t%]+( +[^ \\t%]+){4})$");

    static final Block GROUP = Block.of(
            "a group",
            "A group of accounts.",
            Key.optional("gid", NUMBER, "Its number, compared and never changed.")
                    .example("900"),
            StateWord.KEY);

    static final Block USER = Block.of(
            "a user",
            "An account; what is left out is left alone. Passwords are not managed.",
            Key.optional("uid", NUMBER, "Its number, compared and never changed.")
                    .example("900"),
            Key.optional("group", Texts.ACCOUNT, "Its own group; left out, a new one of its name.")
                    .example("dba"),
            Key.optional("groups", new ListType(Texts.ACCOUNT), "Groups that it is a member of, beside others.")
                    .example("[adm]"),
            Key.optional("home", Texts.PATH, "Its home directory; nothing is moved.")
                    .example("/home/clerk"),
            Key.optional("shell", Texts.PATH, "Its shell.").example("/bin/bash"),
            Key.optional("comment", PASSWD, "Who it is.").example("the night shift"),
            StateWord.KEY);

    static final Block FILE = Block.of(
            "a file",
            "What is to be at a path; what is left out is left alone.",
            Key.optional("state", ChoiceType.of(PathState.values()), "A file, a directory, or nothing.")
                    .defaults("file"),
            Key.optional("owner", Texts.ACCOUNT, "The account that owns it.").example("barman"),
            Key.optional("group", Texts.ACCOUNT, "The group that it belongs to.")
                    .example("barman"),
            Key.optional("mode", MODE, "Its permission bits.").example("\"0750\""),
            Key.optional("content", CONTENT, "All that is in the file; what was there is kept beside it.")
                    .example("\"Mind the archive.\\n\""));

    private static final String BY_HANDLER =
            "that is done once, not kept: write a handler of a play that does it, and name it in notify of the task"
                    + " that it is for";

    private static final ChoiceType RUNNING =
            ChoiceType.of(STARTED, "stopped").elsewhere(Map.of("restarted", BY_HANDLER, "reloaded", BY_HANDLER));

    static final Block SERVICE = Block.of(
            "a service",
            "A service, of systemd or by its init script; what is left out is left alone.",
            Key.optional("state", RUNNING, "Whether it is to run.").example(STARTED),
            Key.optional("enabled", new TruthType(), "Whether it starts at boot.")
                    .example("true"));

    static final Block CRON = Block.of(
            "a cron entry",
            "A line of an account's crontab.",
            Key.optional("user", Texts.ACCOUNT, "Whose crontab.").defaults("root"),
            Key.optional("schedule", SCHEDULE, "When it runs.").example("\"0 3 * * *\""),
            Key.optional("job", Texts.LINE, "What runs; a % in it is cron's own.")
                    .example("vacuumdb -a"),
            StateWord.KEY);

    /** One word of a program's call, the name of it too. */
    private static final AnyScalar WORD = new AnyScalar("a single value");

    private static final TextType CALENDAR = TextType.of(
            "when a timer runs, like \"Sun 03:00\" or daily (systemd.time(7))", "^[^%\\u0000-\\u001f\\u007f]+$");

    static final Block TIMER = Block.of(
            "a timer",
            "A timer of systemd, with the service that it starts: both unit files are written.",
            Key.optional("user", Texts.ACCOUNT, "As which account it runs.").defaults("root"),
            Key.optional("on_calendar", CALENDAR, "When it runs, as systemd writes it.")
                    .example("\"Sun 03:00\""),
            Key.optional(
                            "argv",
                            new ListType(WORD),
                            "The program, by its absolute path, and its arguments; no shell has a part in it.")
                    .example("[/usr/bin/vacuumdb, --all]"),
            Key.optional("persistent", new TruthType(), "Whether a run that was missed is made up for at boot.")
                    .defaults("false"),
            Key.optional(
                            "hardened",
                            new TruthType(),
                            "Whether it is kept from gaining rights (sudo among the ways) and from the system's own files.")
                    .defaults("true"),
            Key.optional(
                            "writable",
                            new ListType(Texts.PATH),
                            "The only directories that it writes in; left out, all but the system's own.")
                    .example("[/srv/reports]"),
            StateWord.KEY);

    /** As Debian, Red Hat and their like name them. */
    static final TextType PACKAGE_NAME = TextType.of("a package's name", "^[A-Za-z0-9][A-Za-z0-9+._:-]*$");

    static final Block PACKAGE = Block.of(
            "a package",
            "A package of the distribution, installed where it is not there; never upgraded.",
            Key.optional("state", ChoiceType.of("present").later("absent", "latest"), "That it is there.")
                    .defaults("present"));

    static final Key ARGV = Key.required(
                    "argv", new ListType(WORD), "The program and its arguments; no shell has a part in it.")
            .example("[/usr/bin/initialise, --quiet]");

    static final Key CHDIR =
            Key.optional("chdir", Texts.PATH, "The directory that it runs in.").example("/srv");

    /** As which a program runs: of a task, this is become. */
    static final Key RUN_AS = Key.optional("user", Texts.ACCOUNT, "As which account; left out, the one that logs in.")
            .example("postgres");

    static final Block COMMAND = Block.of(
            "a command",
            "A program that runs where what it does is not done yet; creates, removes or unless tell.",
            ARGV,
            Key.optional("creates", Texts.PATH, "A path: where something is there, it is done.")
                    .example("/srv/initialised"),
            Key.optional("removes", Texts.PATH, "A path: where nothing is there, it is done.")
                    .example("/srv/to-do"),
            Key.optional(
                            "unless",
                            new ListType(WORD),
                            "A program with its arguments that only looks: where it succeeds, it is done. It runs in"
                                    + " every plan.")
                    .example("[test, -s, /srv/state]"),
            CHDIR,
            RUN_AS);

    static final Block BLOCK = Block.of(
            "a host's system",
            "What a host's operating system is to have, beside what its servers and barmanhosts need of it.",
            Key.optional("groups", new NamedType("group", Texts.ACCOUNT, GROUP), "Groups of accounts, by name.")
                    .example("{ dba: { gid: 900 } }"),
            Key.optional("users", new NamedType("user", Texts.ACCOUNT, USER), "Accounts, by name.")
                    .example("{ clerk: { group: dba } }"),
            Key.optional("files", new NamedType("file", Texts.PATH, FILE), "Files and directories, by path.")
                    .example("{ /srv/wal: { state: directory, owner: barman } }"),
            Key.optional("services", new NamedType("service", UNIT, SERVICE), "Services, by name.")
                    .example("{ chrony: { state: started, enabled: true } }"),
            Key.optional("cron", new NamedType("cron entry", Texts.NAME, CRON), "Lines of crontabs, by a name.")
                    .example("{ vacuum: { user: postgres, schedule: \"0 3 * * 0\", job: vacuumdb -a } }"),
            Key.optional("timers", new NamedType("timer", Texts.NAME, TIMER), "Timers of systemd, by name.")
                    .example(
                            "{ vacuum: { user: postgres, on_calendar: \"Sun 03:00\", argv: [/usr/bin/vacuumdb, --all] } }"),
            Key.optional("packages", new NamedType("software package", PACKAGE_NAME, PACKAGE), "Packages, by name.")
                    .example("{ chrony: { state: present } }"),
            Key.optional("commands", new NamedType("command", Texts.LINE, COMMAND), "Programs to be run, by a name.")
                    .example("{ initialise: { argv: [/usr/bin/initialise], creates: /srv/initialised } }"),
            Key.optional(
                            "authorized_keys",
                            new NamedType("authorized_key", Texts.LINE, KeyBlocks.AUTHORIZED_KEY),
                            "Keys that may log in, each by a name of its own.")
                    .example("{ clerk: { user: ops, key: \"" + KeyBlocks.SOME_KEY + " clerk\" } }"),
            Key.optional(
                            "known_hosts",
                            new NamedType("known_host", Texts.LINE, KeyBlocks.KNOWN_HOST),
                            "Host keys that accounts trust, each by a name of its own.")
                    .example("{ db: { user: ops, name: db.example, key: \"" + KeyBlocks.SOME_KEY + "\" } }"));

    private SystemBlock() {}

    static HostSystem build(BlockValues values) {
        return new HostSystem(
                named(values, "groups", SystemBlock::group),
                named(values, "users", SystemBlock::user),
                named(values, "files", SystemBlock::file),
                named(values, "services", SystemBlock::service),
                named(values, "cron", SystemBlock::cron),
                named(values, "timers", SystemBlock::timer),
                named(values, "packages", entry -> new PackageDemand(entry.key())),
                named(values, "commands", SystemBlock::command),
                named(values, "authorized_keys", KeyBlocks::login),
                named(values, "known_hosts", KeyBlocks::known));
    }

    private static <T> Map<String, T> named(BlockValues values, String key, Function<Entry, T> build) {
        Map<String, T> named = new LinkedHashMap<>();
        List<Entry> entries = values.entries(key);
        entries.forEach(entry -> named.put(entry.key(), build.apply(entry)));
        return named;
    }

    private static Group group(Entry entry) {
        BlockValues values = BlockValues.of(entry, GROUP);
        return new Group(entry.key(), values.number("gid"), StateWord.isAbsent(values));
    }

    private static User user(Entry entry) {
        BlockValues values = BlockValues.of(entry, USER);
        return new User(
                entry.key(),
                values.number("uid"),
                values.text("group"),
                values.texts("groups"),
                values.text("home"),
                values.text("shell"),
                values.text("comment"),
                StateWord.isAbsent(values));
    }

    private static FileDemand file(Entry entry) {
        BlockValues values = BlockValues.of(entry, FILE);
        return new FileDemand(
                entry.key(),
                values.choice("state", PathState.class).orElse(PathState.FILE),
                values.text("owner"),
                values.text("group"),
                values.text("mode").map(mode -> Integer.parseInt(mode, 8)),
                values.text("content"));
    }

    private static ServiceDemand service(Entry entry) {
        BlockValues values = BlockValues.of(entry, SERVICE);
        return new ServiceDemand(
                entry.key(),
                values.text("state").map(STARTED::equals),
                values.text("enabled").map(TruthType::isYes));
    }

    private static CommandDemand command(Entry entry) {
        BlockValues values = BlockValues.of(entry, COMMAND);
        return new CommandDemand(
                entry.key(),
                values.texts("argv"),
                values.text("creates"),
                values.text("removes"),
                values.texts("unless"),
                values.text("chdir"),
                values.text("user"));
    }

    private static Timer timer(Entry entry) {
        BlockValues values = BlockValues.of(entry, TIMER);
        return new Timer(
                entry.key(),
                values.word("user"),
                values.text("on_calendar").orElse(""),
                values.texts("argv"),
                values.truth("persistent"),
                values.truth("hardened"),
                values.texts("writable"),
                StateWord.isAbsent(values));
    }

    private static Cron cron(Entry entry) {
        BlockValues values = BlockValues.of(entry, CRON);
        Optional<String> schedule = values.text("schedule");
        return new Cron(
                entry.key(), values.word("user"), schedule.orElse(""), values.word("job"), StateWord.isAbsent(values));
    }
}
