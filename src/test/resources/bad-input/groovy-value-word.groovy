topology('site') {
    secret 'one', envv('ONE')
    host('pghost') { address lookup('pghost') }
}
