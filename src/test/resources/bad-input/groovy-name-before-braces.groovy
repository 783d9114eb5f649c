topology('site') {
    defaults { ssh('ops') { become 'sudo' } }
    host('pghost') { address 'a' }
}
