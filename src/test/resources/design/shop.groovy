topology('shop') {
    secret 'barman_password',    env('BARMAN_PASSWORD')
    secret 'streaming_password', file('secrets/streaming_barman')
    defaults { ssh { user 'ops'; become 'sudo' } }
    (1..2).each { n -> host("pghost${n == 1 ? '' : n}") { address "10.0.0.$n" } }
    host('barmanhost') { address '10.0.0.9' }
    postgres('pg') {
        host 'pghost'
        settings max_wal_senders: 10, max_replication_slots: 10
        standby('pg2') { host 'pghost2' }
    }
    barman('backup') {
        host 'barmanhost'
        server('pg') {
            conninfo role: 'barman', password: secret('barman_password')
            streaming_conninfo role: 'streaming_barman', password: secret('streaming_password')
            streaming_archiver true
            slot_name 'barman'
            retention_policy 'RECOVERY WINDOW OF 7 DAYS'
        }
    }
}
