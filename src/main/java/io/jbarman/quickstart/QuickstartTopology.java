package io.jbarman.quickstart;

import java.util.Map;

/** The document that the quickstart plans and applies. */
final class QuickstartTopology {
    /** The one setting that it declares. */
    static final String SETTING = "max_slot_wal_keep_size";

    private static final String DOCUMENT = """
            # What shall exist. Everything that this document does not mention is left alone.
            version: 1
            name: quickstart

            secrets:                       # references, never values
              barman_password:    { file: secrets/barman }
              streaming_password: { file: secrets/streaming_barman }

            hosts:
              pghost:
                address: 127.0.0.1
                ssh: { user: "@user@", port: @ssh_port@, identity_file: "@identity@", known_hosts: "@known_hosts@" }
              barmanhost:
                address: 127.0.0.1
                connection: local

            postgres:
              pg:
                host: pghost
                port: @port@
                socket_directory: "@socket@"
                os_user: "@os_user@"
                settings:
                  max_slot_wal_keep_size: 1GB

            barman:
              backup:
                host: barmanhost
                user: "@user@"
                home: "@directory@/barman"
                config: "@directory@/barman.conf"
                config_directory: "@directory@/barman.d"
                passfile: "@directory@/pgpass"
                run_directory: "@directory@/run"
                runtime: { supervise: process }
                servers:
                  pg:
                    conninfo:           { role: barman, password: barman_password, dbname: postgres }
                    streaming_conninfo: { role: streaming_barman, password: streaming_password }
                    streaming_archiver: true
                    slot_name: barman
            """;

    private QuickstartTopology() {}

    static String text(SiteLayout layout, PostgresInstance postgres, LoopbackSshServer ssh) {
        Map<String, String> values = Map.of(
                "directory", layout.directory().toString(),
                "user", ssh.user(),
                "ssh_port", String.valueOf(ssh.port()),
                "identity", ssh.identityFile().toString(),
                "known_hosts", ssh.knownHosts().toString(),
                "port", String.valueOf(postgres.port()),
                "socket", postgres.socketDirectory().toString(),
                "os_user", postgres.account().name());
        String text = DOCUMENT;
        for (Map.Entry<String, String> value : values.entrySet()) {
            text = text.replace("@" + value.getKey() + "@", value.getValue());
        }
        return text;
    }
}
