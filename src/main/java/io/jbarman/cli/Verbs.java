package io.jbarman.cli;

import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import picocli.AutoComplete;
import picocli.CommandLine;

/**
 * Every command by its verb. A command's classes are loaded only when its verb stands on the command line, or when all
 * are asked for, as by {@code --help}: start-up time is mostly class loading.
 */
final class Verbs {
    /** In the order of the help: control plane, data plane, the rest. */
    static final List<String> ALL = List.of(
            "quickstart",
            "init",
            "import",
            "validate",
            "plan",
            "apply",
            "drift",
            "explain",
            "graph",
            "facts",
            "doc",
            "test",
            "destroy",
            "schema",
            "secrets",
            "runtime",
            "status",
            "check",
            "list-servers",
            "show-servers",
            "replication-status",
            "diagnose",
            "receive-wal",
            PgReceivewal.NAME,
            "archive-wal",
            "wal-gaps",
            "switch-wal",
            "cron",
            "put-wal",
            "get-wal",
            "wal-archive",
            "wal-restore",
            "help",
            "man",
            "generate-completion");

    private Verbs() {}

    /** The command of a verb; a new one each time. */
    static Object command(String verb) {
        return switch (verb) {
            case "init" -> new InitCommand();
            case "import" -> new ImportCommand();
            case "validate" -> new ValidateCommand();
            case "schema" -> new SchemaCommand();
            case "secrets" -> new SecretsVerb();
            case "explain" -> new ExplainCommand();
            case "test" -> new TestCommand();
            case "doc" -> new DocCommand();
            case "graph" -> new GraphCommand();
            case "facts" -> new FactsCommand();
            case "plan" -> new PlanVerb();
            case "apply" -> new ApplyVerb();
            case "drift" -> new DriftVerb();
            case "destroy" -> new DestroyVerb();
            case "quickstart" -> new QuickstartCommand();
            case "list-servers" -> new ListServers();
            case "show-servers" -> new ShowServers();
            case "replication-status" -> new ReplicationStatus();
            case "diagnose" -> new Diagnose();
            case "status" -> new StatusVerb();
            case "check" -> new CheckVerb();
            case "receive-wal" -> new ReceiveWal();
            case PgReceivewal.NAME -> new PgReceivewal();
            case "archive-wal" -> new ArchiveWal();
            case "wal-gaps" -> new WalGaps();
            case "switch-wal" -> new SwitchWal();
            case "cron" -> new CronVerb();
            case "put-wal" -> new PutWalVerb();
            case "get-wal" -> new GetWalVerb();
            case "wal-archive" -> new ClientVerb.Archive();
            case "wal-restore" -> new ClientVerb.Restore();
            case "runtime" -> new RuntimeVerb();
            case "help" -> new CommandLine.HelpCommand();
            case "man" -> new ManCommand();
            case "generate-completion" -> new AutoComplete.GenerateCompletion();
            default -> throw new IllegalArgumentException("no such verb: " + verb);
        };
    }

    /** Adds the commands that this command line can need. */
    static void addTo(CommandLine commandLine, String... args) {
        Set<String> wanted = wanted(args);
        ALL.stream()
                .filter(wanted::contains)
                .forEach(verb -> commandLine.addSubcommand(verb, new CommandLine(command(verb))));
    }

    /** Verbs may follow options and their values, so all words count; without any, or with help, every verb is. */
    static Set<String> wanted(String... args) {
        if (args.length == 1 && List.of("--version", "-V").contains(args[0])) {
            return Set.of();
        }
        Set<String> named = Arrays.stream(args).filter(ALL::contains).collect(Collectors.toUnmodifiableSet());
        boolean misspelt = args.length > 0 && !args[0].startsWith("-") && !ALL.contains(args[0]);
        boolean about = named.contains("help") || named.contains("generate-completion");
        return named.isEmpty() || misspelt || about ? Set.copyOf(ALL) : named;
    }
}
