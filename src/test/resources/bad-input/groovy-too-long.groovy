topology('site') {
    (1..5000).each { a -> (1..5000).each { b -> def c = a * b } }
}
