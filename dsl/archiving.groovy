// The twin of playbooks/archiving.yml: WAL by the server's own archiver (archive_command), over ssh to one barmanhost,
// beside streaming.

topology('archiving') {
    secret 'barman_password', env('BARMAN_PASSWORD')
    secret 'streaming_password', env('STREAMING_PASSWORD')

    defaults { ssh user: 'ops', become: 'sudo' }

    host('pghost') { address '10.0.0.1' }
    // How pghost reaches it by ssh, where that differs: peer_address, peer_ssh_port.
    host('barmanhost') { address '10.0.0.9'; connection 'local' }

    postgres('pg') {
        host 'pghost'
        restart 'when-needed'
    }

    barman('backup') {
        host 'barmanhost'
        home '/var/lib/barman'
        server('pg') {
            conninfo role: 'barman', password: secret('barman_password'), dbname: 'postgres'
            streaming_conninfo role: 'streaming_barman', password: secret('streaming_password')
            streaming_archiver true
            slot_name 'barman'
            // What archive_command sends is archived as well.
            archiver true
            archive_command method: 'barman-wal-archive'
            compression 'gzip'
        }
    }
}
