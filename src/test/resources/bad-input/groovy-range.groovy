topology('site') {
    (1..1000000).each { n -> host("pg$n") { address 'a' } }
}
