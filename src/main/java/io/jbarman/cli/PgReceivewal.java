package io.jbarman.cli;

import io.jbarman.pg.Lsn;
import io.jbarman.pg.SlotName;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/**
 * {@code pg_receivewal}, with the options, exit statuses and meaning of PostgreSQL's own (PostgreSQL: "pg_receivewal"),
 * so that scripts and Barman can call it in its place.
 */
@Command(
        name = "pg_receivewal",
        description = "Receive a server's WAL into a directory, called like PostgreSQL's own pg_receivewal.",
        customSynopsis = "pg_receivewal [OPTION]...",
        sortOptions = false)
final class PgReceivewal implements Callable<Integer>, OwnUsageErrors {
    static final String NAME = "pg_receivewal";

    @Option(
            names = {"-D", "--directory"},
            paramLabel = "DIR",
            description = "receive WAL into this directory")
    @Nullable
    Path directory;

    @Option(
            names = {"-E", "--endpos"},
            paramLabel = "LSN",
            description = "exit after receiving this position")
    @Nullable
    String endpos;

    @Option(names = "--if-not-exists", description = "with --create-slot: an existing slot is no error")
    boolean ifNotExists;

    @Option(
            names = {"-n", "--no-loop"},
            description = "do not connect again when the connection is lost")
    boolean noLoop;

    @Option(names = "--no-sync", description = "do not wait until WAL is safely on disk")
    boolean noSync;

    @Option(
            names = {"-s", "--status-interval"},
            paramLabel = "SECS",
            defaultValue = "10",
            description = "time between status packets (default: 10; 0: only when asked)")
    String statusInterval = "10";

    @Option(
            names = {"-S", "--slot"},
            paramLabel = "SLOTNAME",
            description = "replication slot to use")
    @Nullable
    String slot;

    @Option(names = "--synchronous", description = "make WAL durable as soon as it comes; always so here")
    boolean synchronous;

    @Option(
            names = {"-v", "--verbose"},
            description = "say more")
    boolean verbose;

    @Option(
            names = {"-Z", "--compress"},
            paramLabel = "METHOD[:DETAIL]",
            description = "none, gzip or lz4, with a level")
    String compress = "none";

    @CommandLine.Mixin
    final LibpqOptions connection = new LibpqOptions();

    @Option(names = "--create-slot", description = "create the replication slot named by --slot, and exit")
    boolean createSlot;

    @Option(names = "--drop-slot", description = "drop the replication slot named by --slot, and exit")
    boolean dropSlot;

    @Option(
            names = {"-V", "--version"},
            description = "print the version, and exit")
    boolean version;

    @Option(
            names = {"-?", "--help"},
            usageHelp = true,
            description = "show this help, and exit")
    boolean help;

    @Spec
    CommandSpec spec;

    @Override
    public Integer call() {
        CommandLine line = spec.commandLine();
        if (version) {
            // Barman takes the server's versions that it serves from here: all that there are.
            line.getOut().println("pg_receivewal (PostgreSQL) 18.0 (jbarman " + VersionProvider.version() + ")");
            return ExitStatus.OK;
        }
        PgMessages messages = new PgMessages(NAME, line.getErr(), verbose);
        try {
            return new PgReceivewalRun(request(), messages).run();
        } catch (PgMessages.Fatal e) {
            messages.error(e);
            return ExitStatus.FAILED;
        }
    }

    private PgReceivewalRun.Request request() throws PgMessages.Fatal {
        refuseContradictions();
        return new PgReceivewalRun.Request(
                connection,
                Optional.ofNullable(directory),
                slotName(),
                slotAction(),
                ifNotExists,
                lastPosition(),
                noLoop,
                noSync,
                interval(),
                PgCompression.parse(compress));
    }

    private void refuseContradictions() throws PgMessages.Fatal {
        if (createSlot && dropSlot) {
            throw PgMessages.Fatal.usage("cannot use --create-slot together with --drop-slot");
        }
        if ((createSlot || dropSlot) && slot == null) {
            throw PgMessages.Fatal.usage(
                    (createSlot ? "--create-slot" : "--drop-slot") + " needs a slot to be specified using --slot");
        }
        if (synchronous && noSync) {
            throw PgMessages.Fatal.usage("cannot use --synchronous together with --no-sync");
        }
        Path target = directory;
        if (target == null && !createSlot && !dropSlot) {
            throw PgMessages.Fatal.usage("no target directory specified");
        }
        if (target != null && !createSlot && !dropSlot && !Files.isDirectory(target)) {
            throw PgMessages.Fatal.plain("could not open directory \"" + target + "\": No such file or directory");
        }
    }

    private PgReceivewalRun.SlotAction slotAction() {
        if (createSlot) {
            return PgReceivewalRun.SlotAction.CREATE;
        }
        return dropSlot ? PgReceivewalRun.SlotAction.DROP : PgReceivewalRun.SlotAction.NONE;
    }

    private Optional<SlotName> slotName() throws PgMessages.Fatal {
        try {
            return Optional.ofNullable(slot).map(SlotName::new);
        } catch (IllegalArgumentException e) {
            throw PgMessages.Fatal.plain(String.valueOf(e.getMessage()));
        }
    }

    private Optional<Lsn> lastPosition() throws PgMessages.Fatal {
        try {
            return Optional.ofNullable(endpos).map(Lsn::parse);
        } catch (IllegalArgumentException e) {
            throw PgMessages.Fatal.plain("could not parse end position \"" + endpos + "\"");
        }
    }

    private Duration interval() throws PgMessages.Fatal {
        if (!statusInterval.matches("[0-9]{1,7}") || Integer.parseInt(statusInterval) > Integer.MAX_VALUE / 1000) {
            throw PgMessages.Fatal.plain("invalid value \"" + statusInterval + "\" for option -s/--status-interval");
        }
        return Duration.ofSeconds(Integer.parseInt(statusInterval));
    }

    @Override
    public int usageError(CommandLine.ParameterException problem) {
        new PgMessages(NAME, problem.getCommandLine().getErr(), false)
                .error(PgMessages.Fatal.usage(String.valueOf(problem.getMessage())));
        return ExitStatus.FAILED;
    }
}
