topology('site') {
    vars home: '/srv'
    host('pghost') { address '{{ adress }}' }
    postgres('pg') { host 'pghost'; data_directory '{{ home | upercase }}' }
}
