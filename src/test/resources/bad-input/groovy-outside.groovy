host('pghost') { address 'a' }

topology('site') {
    host('pghost') { address 'a' }
}
