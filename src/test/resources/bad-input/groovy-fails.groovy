topology('site') {
    def sizes = [small: 1]
    host("pg${sizes.smal}") { address 'a' }
}
