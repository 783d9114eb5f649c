package io.jbarman.config;

import io.jbarman.diagnostics.Diagnostic;
import io.jbarman.diagnostics.Origin;
import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * One server as its section describes it, with what it inherits and the defaults filled in.
 *
 * @param values every option that has a value, by name
 * @param origins where those stand that a file sets
 * @param model the one that is in force, which has had its say in the values
 * @param problems what is wrong with the section; those that are errors keep the server from being started
 */
public record ServerConfig(
        String name,
        GlobalConfig global,
        Map<String, String> values,
        Map<String, Origin> origins,
        Optional<String> model,
        List<Diagnostic> problems) {
    public ServerConfig {
        values = Collections.unmodifiableMap(new LinkedHashMap<>(values));
        origins = Map.copyOf(origins);
        problems = List.copyOf(problems);
    }

    /** What a person reads of this server; its name if nothing is said. */
    public String description() {
        return find("description").orElse(name);
    }

    /** Whether it is worked on at all. */
    public boolean active() {
        return flag("active");
    }

    /** How the control connection is made; checked, hence readable, unless {@link #problems} says otherwise. */
    public Optional<Conninfo> conninfo() {
        return find("conninfo").map(Conninfo::parse);
    }

    /** How replication connections are made. */
    public Optional<Conninfo> streamingConninfo() {
        return find("streaming_conninfo").map(Conninfo::parse).or(this::conninfo);
    }

    /** Whether WAL is received by streaming. */
    public boolean streamingArchiver() {
        return flag("streaming_archiver");
    }

    /** Whether WAL comes from the server's {@code archive_command}. */
    public boolean archiver() {
        return flag("archiver");
    }

    /** The {@code application_name} of the WAL receiver. */
    public String streamingArchiverName() {
        return find("streaming_archiver_name").orElse("barman_receive_wal");
    }

    /** The replication slot, if one is to be used. */
    public Optional<String> slotName() {
        return find("slot_name");
    }

    /** Whether a missing slot is created when the receiver starts. */
    public boolean createSlotAutomatically() {
        return find("create_slot").map(value -> value.equalsIgnoreCase("auto")).orElse(false);
    }

    /** How WAL is compressed in the archive; empty for not at all. */
    public Optional<String> compression() {
        return find("compression").map(value -> value.toLowerCase(Locale.ROOT)).filter(value -> !value.equals("none"));
    }

    /** Which Barman is to be able to read the archive. */
    public WalLayout layout() {
        return find(WalLayout.OPTION).flatMap(WalLayout::byWord).orElse(WalLayout.CURRENT);
    }

    public Path backupDirectory() {
        return path("backup_directory");
    }

    public Path basebackupsDirectory() {
        return path("basebackups_directory");
    }

    public Path walsDirectory() {
        return path("wals_directory");
    }

    public Path incomingWalsDirectory() {
        return path("incoming_wals_directory");
    }

    public Path streamingWalsDirectory() {
        return path("streaming_wals_directory");
    }

    public Path errorsDirectory() {
        return path("errors_directory");
    }

    public Path xlogdbDirectory() {
        return path("xlogdb_directory");
    }

    /** A number that an option holds. */
    public int count(String option) {
        return Integer.parseInt(find(option).orElse("0"));
    }

    /** A truth value that an option holds; false where it is not set. */
    public boolean flag(String option) {
        return find(option).flatMap(Flags::parse).orElse(false);
    }

    /** The value of an option, if it has one. */
    public Optional<String> find(String option) {
        return Optional.ofNullable(values.get(option)).filter(value -> !value.isEmpty());
    }

    /** Whether it cannot be worked with as it is described. */
    public boolean isBroken() {
        return problems.stream().anyMatch(Diagnostic::isError);
    }

    /**
     * What is wrong first.
     *
     * @throws java.util.NoSuchElementException if it is not broken
     */
    public Diagnostic firstError() {
        return problems.stream().filter(Diagnostic::isError).findFirst().orElseThrow();
    }

    private Path path(String option) {
        return Path.of(find(option).orElseThrow(() -> new IllegalStateException(option + " has no value")));
    }
}
