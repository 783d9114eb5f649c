package io.jbarman.cli;

import io.jbarman.fixture.Fixtures;
import io.jbarman.fixture.PgCluster;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;

/** A topology of one server of any version, reached by TCP, with what is to be in it, and a record of what was applied. */
record ContentsSite(PgCluster pg, Path directory) {
    static final String WORD = "word-of-app";

    /**
     * Writes the document.
     *
     * @param contents keys of the server, as YAML without indentation
     */
    Path topology(String contents) {
        try {
            secret("word", WORD);
            return Files.writeString(directory.resolve("topology.yml"), """
                    version: 1
                    name: contents
                    secrets: { word: { file: word } }
                    defaults: { ssh: { become: %s } }
                    hosts:
                      pghost: { address: 127.0.0.1, connection: local }
                    postgres:
                      pg:
                        host: pghost
                        port: %d
                        socket_directory: %s
                        os_user: %s
                    %s
                    barman:
                      backup:
                        host: pghost
                        user: %s
                        home: %s
                        passfile: %s
                        servers:
                          pg:
                            conninfo: { role: barman, password: word, dbname: postgres }
                            streaming_conninfo: { role: barman_stream, password: word }
                            streaming_archiver: true
                            slot_name: barman
                    """.formatted(
                            Fixtures.isRoot() ? "sudo" : "none",
                            pg.port(),
                            pg.socketDirectory(),
                            pg.osUser(),
                            contents.indent(4).stripTrailing(),
                            System.getProperty("user.name"),
                            directory.resolve("home"),
                            passfile()));
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    /** Of the barmanhost's account. */
    Path passfile() {
        return directory.resolve("pgpass");
    }

    private void secret(String name, String value) throws IOException {
        Path file = Files.writeString(directory.resolve(name), value + "\n");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
    }

    /** The versions that the ordinary suite samples, or all of them. */
    static List<Integer> majors() {
        return Boolean.getBoolean("jbarman.matrix") ? List.of(10, 12, 13, 14, 15, 16, 17, 18) : List.of(10, 15, 18);
    }

    /** All of them for the newest version, a few for the others, unless all versions are asked for. */
    static <T> List<T> sample(int major, List<T> all) {
        boolean whole = Boolean.getBoolean("jbarman.matrix") || major == 18;
        return whole
                ? all
                : java.util.stream.IntStream.range(0, all.size())
                        .filter(index -> index % 5 == major % 5)
                        .mapToObj(all::get)
                        .toList();
    }

    ServerSite.Run plan(String... more) {
        return run("plan", more);
    }

    ServerSite.Run apply(String... more) {
        String[] all = java.util.stream.Stream.concat(
                        java.util.stream.Stream.of("--yes", "--verify", "none"), java.util.stream.Stream.of(more))
                .toArray(String[]::new);
        return run("apply", all);
    }

    private ServerSite.Run run(String verb, String... more) {
        List<String> words = new java.util.ArrayList<>(
                List.of(verb, directory.resolve("topology.yml").toString(), "--only", "pg/*"));
        words.addAll(List.of(more));
        return ServerSite.jbarman(words.toArray(String[]::new));
    }
}
