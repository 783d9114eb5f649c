topology('site') {
    host('pghost') { }
    postgres('pg') { port 5432 }
    barman('backup') { host 'pghost'; server('pg') { archiver true } }
}
