package io.jbarman.schema;

import io.jbarman.config.BarmanOption;
import io.jbarman.config.BarmanOptionWords;
import io.jbarman.config.BarmanOptions;
import io.jbarman.config.WalLayout;
import io.jbarman.pg.SlotName;
import io.jbarman.schema.SourceNode.Entry;
import io.jbarman.schema.SourceNode.Scalar;
import io.jbarman.topology.ArchiveCommand;
import io.jbarman.topology.ArchiveCommand.Method;
import io.jbarman.topology.ArchivedServer;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** A server as its barmanhost sees it: jbarman's own keys, and any of Barman's options by Barman's names. */
final class ArchivedServerBlock {
    static final Block COMMAND = Block.of(
            "archive_command",
            "How the server's archiver is set up.",
            Key.optional("method", ChoiceType.of(Method.values()), "By which program WAL is sent.")
                    .defaults("barman-wal-archive"),
            Key.optional("replace", Texts.LINE, "The exact text of another archive_command, which may be replaced.")
                    .example("\"test ! -f /mnt/wal/%f && cp %p /mnt/wal/%f\""));

    static final Block BLOCK = Block.of(
                    "a server of a barmanhost",
                    "A server as its barmanhost sees it; the names are Barman's.",
                    Key.required("conninfo", new LinkType(), "How Barman logs in.")
                            .example("{ role: barman, password: barman_password, dbname: postgres }"),
                    Key.optional("streaming_conninfo", new LinkType(), "How WAL is streamed: a replication role.")
                            .example("{ role: streaming_barman, password: streaming_password }"),
                    Key.optional("streaming_archiver", new TruthType(), "Whether WAL is received by streaming.")
                            .defaults("false"),
                    Key.optional("slot_name", Texts.SLOT, "The replication slot that keeps WAL until it was received.")
                            .example("barman"),
                    Key.optional("streaming_archiver_name", Texts.LINE, "The receiver's application_name.")
                            .defaults(ArchivedServer.DEFAULT_ARCHIVER_NAME),
                    Key.optional("archiver", new TruthType(), "Whether the server ships WAL by archive_command.")
                            .defaults("false"),
                    Key.optional(
                                    "archive_command",
                                    COMMAND,
                                    "How the server's archiver is set up; needs archiver: true.")
                            .example("{ method: barman-wal-archive }"),
                    Key.optional(
                                    "remote_restore",
                                    new TruthType(),
                                    "Whether backups are to be restored on the server's host over ssh: the barmanhost may then"
                                            + " log in there, as it may for backup_method: rsync.")
                            .defaults("false"),
                    Key.later("schedule", "run the backups from cron until then"),
                    Key.optional(
                                    "layout",
                                    ChoiceType.of(WalLayout.words().toArray(String[]::new)),
                                    "Which Barman is to be able to read the archive.")
                            .defaults(WalLayout.CURRENT.word()))
            .open(new Options());

    /** Barman's, without those that this release writes; the runtime refuses the same. */
    private static final Set<String> LATER_COMPRESSIONS = Set.of("snappy");

    private ArchivedServerBlock() {}

    static ArchivedServer build(Entry entry) {
        BlockValues values = BlockValues.of(entry, BLOCK);
        return new ArchivedServer(
                entry.key(),
                values.node("conninfo").map(LinkType::build).orElse(new ArchivedServer.Link.Unmanaged("")),
                values.node("streaming_conninfo").map(LinkType::build),
                values.truth("streaming_archiver"),
                values.text("slot_name").map(SlotName::new),
                values.word("streaming_archiver_name"),
                values.truth("archiver"),
                values.node("archive_command").map(node -> command(values.inside("archive_command", COMMAND))),
                values.truth("remote_restore"),
                options(values));
    }

    private static ArchiveCommand command(BlockValues values) {
        return new ArchiveCommand(
                values.choice("method", Method.class).orElse(Method.BARMAN_WAL_ARCHIVE), values.text("replace"));
    }

    private static Map<String, String> options(BlockValues values) {
        Map<String, String> options = new LinkedHashMap<>();
        for (Entry entry : values.mapping().entries()) {
            if (BLOCK.key(entry.key()).isEmpty()) {
                options.put(entry.key(), ((Scalar) entry.value()).text());
            } else if (entry.key().equals("layout")) {
                options.put(WalLayout.OPTION, ((Scalar) entry.value()).text());
            }
        }
        return options;
    }

    /** Barman's options, as far as a server's section may have them. */
    private record Options() implements OpenKeys {
        @Override
        public String noun() {
            return "an option of Barman such as compression, retention_policy, minimum_redundancy";
        }

        @Override
        public String doc(String name) {
            String said = BarmanOptionWords.of(name).orElse("Barman's option of that name.");
            return BarmanOptions.byName(name)
                    .flatMap(BarmanOption::defaultText)
                    .map(text -> said + " Left out, it is " + text + ".")
                    .orElse(said);
        }

        @Override
        public String takes(String name) {
            return BarmanOptions.byName(name)
                    .map(option -> option.kind().takes())
                    .orElse("text");
        }

        @Override
        public List<String> words(String name) {
            return BarmanOptions.byName(name).stream()
                    .flatMap(option -> option.kind().offered().stream())
                    .filter(word -> later(name, word).isEmpty())
                    .toList();
        }

        @Override
        public String help(String name) {
            return BarmanOptions.byName(name)
                    .flatMap(BarmanOption::defaultText)
                    .map(text -> "left out, it is " + text)
                    .orElse("leave it out, or see Barman's manual, \"Configuration Reference\"");
        }

        @Override
        public Set<String> names() {
            return BarmanOptions.names();
        }

        @Override
        public Optional<String> refusal(String name) {
            if (name.equals(WalLayout.OPTION)) {
                return Optional.of("here it is called layout");
            }
            boolean server =
                    BarmanOptions.byName(name).filter(BarmanOption::isServer).isPresent();
            return server ? Optional.empty() : Optional.of("Barman knows it in [barman] only, not for a server");
        }

        @Override
        public Optional<String> check(String name, String value) {
            return BarmanOptions.byName(name).flatMap(option -> option.check(value));
        }

        @Override
        public Optional<String> later(String name, String value) {
            return name.equals("compression") && LATER_COMPRESSIONS.contains(value.toLowerCase(Locale.ROOT))
                    ? Optional.of("set compression: zstd or gzip, or leave it out")
                    : Optional.empty();
        }
    }
}
