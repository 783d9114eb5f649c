topology('site') {
    host('pghost'.toUperCase()) { address 'a' }
    host(['a', 'b']) { address 'a' }
    host('x'.each { it }) { address 'a' }
    host("a${[1, 2]}") { address 'b' }
}
