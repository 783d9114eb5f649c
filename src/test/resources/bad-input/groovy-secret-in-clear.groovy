topology('site') {
    secret 'one', 'hunter2'
    secret 'two', env: 'A', file: 'b'
    secret 'three', command([])
    host('pghost') { address 'a' }
    postgres('pg') {
        host 'pghost'
        role('app') { password 'hunter2 is it' }
    }
}
