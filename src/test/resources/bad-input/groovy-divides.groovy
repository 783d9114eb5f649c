topology('site') {
    def n = 0
    postgres('pg') { port 5432 / n }
}
