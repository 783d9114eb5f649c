// The twin of playbooks/standby.yml: a primary, a standby that follows it by streaming replication, and their archive on
// a barmanhost.

topology('standby') {
    secret 'barman_password', env('BARMAN_PASSWORD')
    secret 'streaming_password', env('STREAMING_PASSWORD')
    secret 'replica_password', env('REPLICA_PASSWORD')

    defaults { ssh user: 'ops', become: 'sudo' }

    // The same in a loop: pghost, pghost2.
    (1..2).each { n -> host("pghost${n == 1 ? '' : n}") { address "10.0.0.$n" } }
    host('barmanhost') { address '10.0.0.9'; connection 'local' }

    postgres('pg') {
        host 'pghost'
        restart 'when-needed'
        settings wal_keep_size: '1GB'
        replication role: 'replica', password: secret('replica_password')
        standby('pg2') { host 'pghost2'; slot 'pg2' }
    }

    barman('backup') {
        host 'barmanhost'
        home '/var/lib/barman'
        server('pg') {
            conninfo role: 'barman', password: secret('barman_password'), dbname: 'postgres'
            streaming_conninfo role: 'streaming_barman', password: secret('streaming_password')
            streaming_archiver true
            slot_name 'barman'
        }
    }
}
