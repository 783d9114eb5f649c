topology('site') {
    (1..2).each { host('pghost') { address "10.0.0.$it" } }
    defaults { ssh user: 'ops', user: 'root' }
    defaults { ssh user: 'dba' }
}
