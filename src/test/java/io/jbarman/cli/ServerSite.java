package io.jbarman.cli;

import io.jbarman.fixture.Fixtures;
import io.jbarman.fixture.PgCluster;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A topology of one server on this machine and nothing else, and the command as its users type it. */
record ServerSite(PgCluster pg, Path directory) {
    /** What a command said. */
    record Run(int status, String out, String err) {}

    /** Writes the document. */
    Path topology(String restart, String... settings) {
        return topology(List.of("restart: " + restart), settings);
    }

    /** The same with more keys of the server. */
    Path topology(List<String> keys, String... settings) {
        String more = keys.stream().map(line -> "    " + line + "\n").collect(Collectors.joining());
        String lines = Stream.of(settings).map(line -> "      " + line + "\n").collect(Collectors.joining());
        String text = """
                version: 1
                name: site
                defaults: { ssh: { become: %s } }
                hosts:
                  pghost: { address: 127.0.0.1, connection: local }
                postgres:
                  pg:
                    host: pghost
                    port: %d
                    socket_directory: %s
                    os_user: %s
                """.formatted(Fixtures.isRoot() ? "sudo" : "none", pg.port(), pg.socketDirectory(), pg.osUser());
        String all = text + more + (lines.isEmpty() ? "" : "    settings:\n" + lines);
        try {
            return Files.writeString(directory.resolve("topology.yml"), all);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    Run apply(Path topology) {
        return jbarman("apply", topology.toString(), "--yes", "--verify", "none");
    }

    Run plan(Path topology) {
        return jbarman("plan", topology.toString());
    }

    Run drift(Path topology) {
        return jbarman("drift", topology.toString());
    }

    static Run jbarman(String... args) {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        int status = Main.commandLine(new PrintWriter(out), new PrintWriter(err), args)
                .execute(args);
        return new Run(status, out.toString(), err.toString());
    }

    String autoConf() throws IOException {
        return Files.readString(pg.dataDirectory().resolve("postgresql.auto.conf"));
    }

    /** Adds a line to postgresql.conf, as somebody else does. */
    void byHand(String line) throws IOException {
        Files.writeString(
                pg.dataDirectory().resolve("postgresql.conf"), line + "\n", java.nio.file.StandardOpenOption.APPEND);
    }

    String started() {
        return pg.sql("SELECT pg_postmaster_start_time()");
    }
}
