// The twin of playbooks/archiving-rsync.yml: WAL by archive_command with rsync, and no streaming. Of rsync nobody says
// that the file is durable at the other end; prefer archiving.groovy.
//
//   export BARMAN_PASSWORD=...
//   jbarman plan  archiving-rsync.groovy
//   jbarman apply archiving-rsync.groovy

topology('archiving-rsync') {
    secret 'barman_password', env('BARMAN_PASSWORD')

    defaults { ssh user: 'ops', become: 'sudo' }

    host('pghost') { address '10.0.0.1' }
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
            archiver true
            // rsync, or rsync-guarded: then a copy of this server on another host sends nothing.
            archive_command method: 'rsync-guarded'
            compression 'gzip'
        }
    }
}
