topology('site') {
    'ab'.each { n -> host(n) { address 'a' } }
}
