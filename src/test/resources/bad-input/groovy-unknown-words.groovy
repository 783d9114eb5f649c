topology('site') {
    hots('pghost') { address 'a' }
    host('barmanhost') {
        adress 'b'
        ssh usr: 'ops', become: 'sudoo'
        postgres('pg') { host 'pghost' }
    }
    if (false) {
        defaults { shh user: 'ops' }
    }
    barman('backup') {
        host 'barmanhost'
        server('pg') { conninfo 'host=a'; retention_polcy 'x' }
    }
}
