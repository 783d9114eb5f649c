package io.jbarman.runtime;

import io.jbarman.config.ServerConfig;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * How old pg_basebackup on this host is. The receiver needs none, whatever its age is only advice: but Barman's backups
 * by {@code backup_method = postgres} are its work, and it takes none of a server that is newer than itself
 * (PostgreSQL: "pg_basebackup", Notes).
 */
record ClientCheck(ServerConfig server) {
    private static final String NAME = "PostgreSQL client";
    private static final String PROGRAM = "pg_basebackup";
    private static final Pattern VERSION = Pattern.compile("\\) (\\d+)(\\S*)");

    /** @param major of the server */
    CheckItem beside(int major) {
        Optional<Path> program = program(String.valueOf(System.getenv("PATH")));
        return program.map(path -> compare(path, SystemInfo.said(path.toString(), "--version"), major))
                .orElseGet(this::none);
    }

    /** By path_prefix, then as a shell finds it. */
    private Optional<Path> program(String path) {
        return Stream.concat(server.find("path_prefix").stream(), Stream.of(path))
                .flatMap(places -> Stream.of(places.split(":")))
                .filter(place -> !place.isEmpty())
                .map(place -> Path.of(place, PROGRAM))
                .filter(Files::isExecutable)
                .findFirst();
    }

    private CheckItem none() {
        return server.find("backup_method").filter("postgres"::equals).isPresent()
                ? CheckItem.ok(
                        NAME,
                        "none is here, and the receiver needs none; Barman's base backups by backup_method = postgres"
                                + " need " + PROGRAM + ": install it, or name its directory by path_prefix")
                : CheckItem.ok(NAME, "none is here, and the receiver needs none");
    }

    static CheckItem compare(Path program, String said, int major) {
        Matcher version = VERSION.matcher(said);
        if (!version.find()) {
            return new CheckItem(NAME, CheckItem.Status.UNKNOWN, program + " does not say its version");
        }
        String found = program + " " + version.group(1) + version.group(2);
        return Integer.parseInt(version.group(1)) >= major
                ? CheckItem.ok(NAME, found)
                : CheckItem.ok(
                        NAME,
                        "WARNING: " + found + " is older than the server, which is " + major
                                + ": the receiver does without it, but it takes no base backup there; install the client"
                                + " of " + major + " or later");
    }
}
