topology('one') {
    host('a') { address 'a' }
}
topology('two') {
    host('b') { address 'b' }
}
