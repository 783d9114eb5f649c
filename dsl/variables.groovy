// The twin of playbooks/variables.yml. What differs from host to host can stand in the language's own variables, as
// there, or in Groovy's, as the two clusters here: a closure that is called once for each.

topology('variables') {
    vars environment: 'production', pg_port: 5432, data: '/srv/postgresql/{{ cluster }}'
    vars_files(['../playbooks/vars/{{ environment }}.yml'])

    secret 'barman_password', env('BARMAN_PASSWORD')
    secret 'streaming_password', env('STREAMING_PASSWORD')

    defaults { ssh user: 'ops', become: 'sudo' }

    host('north1') { address '10.1.0.1' }
    host('south1') { address '10.2.0.1'; vars pg_port: 5434 }
    host('barmanhost') { address '10.0.0.9'; groups(['archive']) }

    group('databases') { hosts(['*', '!group:archive']) }
    group('north') { hosts(['north*']); vars cluster: 'north' }
    group('south') { hosts(['south*']); vars cluster: 'south' }
    group 'archive'

    def clusters = ['north', 'south']

    for (name in clusters) {
        postgres(name) {
            host "${name}1"
            data_directory '{{ data }}'
            port '{{ pg_port }}'
        }
    }

    barman('backup') {
        host 'barmanhost'
        home '{{ archive_home }}'
        for (name in clusters) {
            server(name) {
                conninfo role: 'barman', password: secret('barman_password'), dbname: 'postgres'
                streaming_conninfo role: 'streaming_barman', password: secret('streaming_password')
                streaming_archiver true
                slot_name "barman_$name"
            }
        }
    }
}
