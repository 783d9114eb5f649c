// The twin of playbooks/streaming.yml: WAL streaming from one PostgreSQL server to one barmanhost, in Groovy.
//
//   export BARMAN_PASSWORD=...  STREAMING_PASSWORD=...
//   jbarman validate dsl/streaming.groovy
//   jbarman plan     dsl/streaming.groovy
//   jbarman apply    dsl/streaming.groovy
//
// The words are those of YAML. docs/groovy.md says how they are put, and what a script may not do without --trust.

topology('streaming') {
    // Where secrets are found. Never the secrets themselves.
    secret 'barman_password', env('BARMAN_PASSWORD')
    secret 'streaming_password', env('STREAMING_PASSWORD')

    // What holds for every host that says nothing else.
    defaults { ssh user: 'ops', become: 'sudo' }

    host('pghost') { address '10.0.0.1' }
    // Run jbarman on the barmanhost itself. The address is how pghost is told about it in pg_hba.conf.
    host('barmanhost') { address '10.0.0.9'; connection 'local' }

    // The name that Barman knows this server by.
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
            // Any other option of Barman, by Barman's name.
            compression 'gzip'
            retention_policy 'RECOVERY WINDOW OF 7 DAYS'
        }
    }
}
