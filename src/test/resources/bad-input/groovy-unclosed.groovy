topology('site') {
    host('pghost') {
        address '10.0.0.1'
    postgres('pg') { host 'pghost' }
}
