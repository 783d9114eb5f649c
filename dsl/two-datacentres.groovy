// The twin of playbooks/two-datacentres.yml: the primary in one datacentre, a standby in the other, an archive in both.

topology('two-datacentres') {
    def networks = [north: '10.1.0', south: '10.2.0']

    vars archive_home: '/var/lib/barman'

    secret 'barman_password', env('BARMAN_PASSWORD')
    secret 'streaming_password', env('STREAMING_PASSWORD')
    secret 'replica_password', env('REPLICA_PASSWORD')

    defaults { ssh user: 'ops', become: 'sudo' }

    networks.each { where, network ->
        host("$where-pg") { address "${network}.1" }
        host("$where-barman") { address "${network}.9" }
    }

    group('north') { hosts(['north-*']) }
    // The south has its disks elsewhere.
    group('south') { hosts(['south-*']); vars archive_home: '/srv/barman' }

    postgres('pg') {
        host 'north-pg'
        // Never on its own: who restarts the primary has looked at the other datacentre first.
        restart 'never'
        replication role: 'replica', password: secret('replica_password')
        standby('pg2') { host 'south-pg'; slot 'pg2' }
    }

    networks.each { where, network ->
        barman(where) {
            host "$where-barman"
            home '{{ archive_home }}'
            server('pg') {
                conninfo role: 'barman', password: secret('barman_password'), dbname: 'postgres'
                streaming_conninfo role: 'streaming_barman', password: secret('streaming_password')
                streaming_archiver true
                // Each receiver has a slot and a name of its own.
                slot_name "barman_$where"
                streaming_archiver_name "receiver_$where"
                compression 'zstd'
                retention_policy 'RECOVERY WINDOW OF 14 DAYS'
            }
        }
    }
}
