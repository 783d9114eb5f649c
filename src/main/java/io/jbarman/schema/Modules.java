package io.jbarman.schema;

import io.jbarman.topology.Thing.Kind;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The modules of tasks: the kinds of resources under Ansible's names. */
final class Modules {
    private static final String PATH = "path";
    private static final String DEST = "dest";
    private static final String NAME = "name";

    private static final Block METADATA = without(SystemBlock.FILE, Module.CONTENT);
    private static final Block WRITTEN = without(METADATA, "state");

    private static final Map<String, Module> ALL = byName(List.of(
            Module.of(
                    "file",
                    Kind.FILES,
                    Key.required(PATH, Texts.PATH, "Where it is.").example("/srv/wal"),
                    METADATA),
            Module.of(
                    "copy",
                    Kind.FILES,
                    dest(),
                    WRITTEN,
                    Key.optional(Module.CONTENT, SystemBlock.CONTENT, "All that is in the file.")
                            .example("\"Mind the archive.\\n\""),
                    Key.optional(Module.SRC, Texts.LOCAL_PATH, "In place of content: a file, relative to the document.")
                            .example("files/motd")),
            Module.of(
                    "template",
                    Kind.FILES,
                    dest(),
                    WRITTEN,
                    Key.required(
                                    Module.SRC,
                                    Texts.LOCAL_PATH,
                                    "A file with {{ }}, {% if %} and {% for %} in it, relative to the document.")
                            .example("templates/motd.peb")),
            Module.of("user", Kind.USERS, name(Texts.ACCOUNT, "clerk"), SystemBlock.USER),
            Module.of("group", Kind.GROUPS, name(Texts.ACCOUNT, "dba"), SystemBlock.GROUP),
            Module.of("service", Kind.SERVICES, name(SystemBlock.UNIT, "chrony"), SystemBlock.SERVICE),
            Module.of("cron", Kind.CRON, name(Texts.NAME, "vacuum"), SystemBlock.CRON),
            Module.of("systemd_timer", Kind.TIMERS, name(Texts.NAME, "vacuum"), SystemBlock.TIMER),
            Module.of("package", Kind.PACKAGES, name(SystemBlock.PACKAGE_NAME, "chrony"), SystemBlock.PACKAGE),
            new Module("command", Kind.COMMANDS, "", without(SystemBlock.COMMAND, SystemBlock.RUN_AS.name())),
            Module.of("authorized_key", Kind.AUTHORIZED_KEYS, KeyBlocks.AUTHORIZED_KEY),
            Module.of("known_hosts", Kind.KNOWN_HOSTS, KeyBlocks.KNOWN_HOST),
            Module.of(
                    "postgres_setting",
                    Kind.SETTINGS,
                    name(Texts.SETTING, "log_min_duration_statement"),
                    Block.of(
                            "a setting",
                            "A setting of a server.",
                            Key.required(
                                            Module.VALUE,
                                            PostgresBlock.SETTING_VALUE,
                                            "Its value, or { at_least: number } for a floor.")
                                    .example("500ms"))),
            Module.of("postgres_role", Kind.ROLES, name(Texts.ROLE, "app"), RoleBlock.BLOCK),
            Module.of("postgres_database", Kind.DATABASES, name(Texts.DATABASE, "shop"), DatabaseBlock.BLOCK),
            Module.of("postgres_grant", Kind.GRANTS, name(Texts.NAME, "shop_reads"), GrantBlock.BLOCK),
            Module.of(
                    "postgres_extension",
                    Kind.EXTENSIONS,
                    name(Texts.DATABASE, "pg_stat_statements"),
                    ExtensionBlock.BLOCK),
            Module.of("postgres_slot", Kind.SLOTS, name(Texts.SLOT, "spare"), SlotBlock.BLOCK),
            Module.of("postgres_hba", Kind.HBA, RuleBlock.BLOCK)));

    private Modules() {}

    private static Map<String, Module> byName(List<Module> modules) {
        Map<String, Module> all = new LinkedHashMap<>();
        modules.forEach(module -> all.put(module.name(), module));
        return all;
    }

    private static Key dest() {
        return Key.required(DEST, Texts.PATH, "Where it goes.").example("/etc/motd");
    }

    private static Key name(TextType type, String example) {
        return Key.required(NAME, type, "Its name.").example(example);
    }

    private static Block without(Block block, String key) {
        return new Block(
                block.what(),
                block.doc(),
                block.keys().stream().filter(each -> !each.name().equals(key)).toList(),
                block.open());
    }

    /** The module of that name. */
    static Optional<Module> find(String name) {
        return Optional.ofNullable(ALL.get(name));
    }

    static List<String> names() {
        return List.copyOf(ALL.keySet());
    }

    /** It as a key of a task. */
    static Key key(Module module) {
        Key key = Key.optional(
                module.name(), module.arguments(), module.arguments().doc());
        return module.makes() == Kind.COMMANDS
                ? key.example("{ argv: [/usr/bin/initialise, --quiet], creates: /srv/initialised }")
                : key;
    }

    /** Each as a key of a task. */
    static List<Key> keys() {
        List<Key> keys = new ArrayList<>();
        ALL.values().forEach(module -> keys.add(key(module)));
        return keys;
    }
}
