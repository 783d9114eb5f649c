topology('site') {
    def down
    down = { n -> down(n + 1) }
    down(1)
}
