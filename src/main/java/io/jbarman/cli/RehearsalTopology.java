package io.jbarman.cli;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;

/**
 * Documents for {@link Rehearsal}, of a host at whose port nothing answers: one that is sound, one that is not, and one in
 * Groovy.
 */
record RehearsalTopology(String sound, String broken, String script) {
    private static final String SCRIPT = """
            topology('rehearsal') {
                secret 'barman_password', file('secret')
                secret 'streaming_password', env('REHEARSAL')
                defaults { ssh user: 'rehearsal'; }
                (1..2).each { n ->
                    host("pghost${n}") { address "127.0.0.$n" }
                    postgres("pg$n") { host "pghost$n"; settings work_mem: '64MB', max_connections: 10 * n }
                }
                host('barmanhost') { address '127.0.0.9'; connection 'local' }
                barman('backup') {
                    host 'barmanhost'
                    home '/var/lib/barman'
                    server('pg1') {
                        conninfo role: 'barman', password: secret('barman_password'), dbname: 'postgres'
                        streaming_conninfo role: 'streaming_barman', password: secret('streaming_password')
                        streaming_archiver true
                        slot_name 'barman'
                        retention_policy 'RECOVERY WINDOW OF 7 DAYS'
                    }
                }
            }
            """;

    /** Writes them, and what they refer to, into this directory. */
    static RehearsalTopology in(Path directory) throws IOException {
        Path secret = Files.createFile(
                directory.resolve("secret"),
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        Files.writeString(secret, "rehearsal\n");
        String text = text(directory, closedPort());
        return new RehearsalTopology(
                written(directory.resolve("sound.yml"), text),
                written(directory.resolve("broken.yml"), text + "hots: {}\n"),
                written(directory.resolve("sound.groovy"), SCRIPT));
    }

    private static String written(Path file, String text) throws IOException {
        return Files.writeString(file, text).toString();
    }

    private static int closedPort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    private static String text(Path directory, int port) {
        return """
                version: 1
                name: rehearsal
                vars:
                  place: %1$s
                secrets:
                  barman_password: { file: secret }
                  streaming_password: { file: secret }
                defaults:
                  ssh: { user: rehearsal, port: %2$d, known_hosts: "{{ place }}/known_hosts" }
                hosts:
                  pghost: { address: 127.0.0.1, groups: [primaries] }
                  barmanhost: { address: 127.0.0.1, connection: local }
                postgres:
                  pg:
                    host: pghost
                    settings:
                      work_mem: 64MB
                      max_wal_senders: { at_least: 10 }
                barman:
                  backup:
                    host: barmanhost
                    home: "{{ place }}/barman"
                    servers:
                      pg:
                        conninfo: { role: barman, password: barman_password, dbname: postgres }
                        streaming_conninfo: { role: streaming_barman, password: streaming_password }
                        streaming_archiver: true
                        slot_name: barman
                        compression: "{{ codec | default('gzip') }}"
                        retention_policy: RECOVERY WINDOW OF 7 DAYS
                """.formatted(directory, port);
    }
}
