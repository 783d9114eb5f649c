package io.jbarman.graph

import spock.lang.Specification

class GraphSpec extends Specification {
    def "nodes keep the order they were given in, behind what they must follow"() {
        expect:
        Graph.of(after as LinkedHashMap).order() == order

        where:
        after                                                    || order
        [:]                                                      || []
        [a: [] as Set, b: [] as Set]                             || ['a', 'b']
        [a: ['b'] as Set, b: [] as Set, c: [] as Set]            || ['b', 'a', 'c']
        [a: ['c'] as Set, b: [] as Set, c: ['b'] as Set]         || ['b', 'c', 'a']
        [a: ['elsewhere'] as Set, b: ['a', 'elsewhere'] as Set]  || ['a', 'b']
    }

    def "a cycle is told by the nodes on it, and only by those"() {
        when:
        Graph.of([a: ['b'] as Set, b: ['c'] as Set, c: ['a'] as Set, d: ['a'] as Set, e: [] as Set]).order()

        then:
        def cycle = thrown(CycleException)
        cycle.nodes().first() == cycle.nodes().last()
        cycle.nodes().toSet() == ['a', 'b', 'c'] as Set
    }

    def "in #edges random edges that lead backwards, every node comes behind all it must follow"() {
        given:
        def random = new Random(edges)
        def after = (0..<60).collectEntries { [it, [] as Set] }
        edges.times {
            def (from, to) = [random.nextInt(60), random.nextInt(60)].sort()
            if (from != to) {
                after[to] << from
            }
        }
        def shuffled = after.keySet().toList()
        Collections.shuffle(shuffled, random)

        when:
        def order = Graph.of(shuffled.collectEntries { [it, after[it]] }).order()

        then:
        order.toSet() == after.keySet()
        after.every { node, before -> before.every { order.indexOf(it) < order.indexOf(node) } }

        where:
        edges << [0, 10, 100, 1000]
    }
}
