package io.jbarman.cli

import io.jbarman.compile.Compiler
import io.jbarman.diagnostics.ProblemException
import io.jbarman.plan.PlanFile.Scope
import io.jbarman.playbook.PlaysSpec
import io.jbarman.playbook.TopologyFile
import io.jbarman.resource.Resource
import io.jbarman.resource.Wrapping
import io.jbarman.resource.play.OnlyIf
import io.jbarman.secret.Secrets
import io.jbarman.topology.Topology
import spock.lang.Specification

/** What tags leave of a topology that declares some things beside its plays. */
class TaggedIdsSpec extends Specification {
    static final PLAYS = '''
        plays:
          - name: p
            hosts: pg1
            tasks:
              - { name: slow, tags: slowlog, postgres_setting: { name: log_min_duration_statement, value: 500ms } }
              - { name: role, tags: role, postgres_role: { name: clerk } }
              - { name: motd, tags: motd, when: "host.facts.os.family == 'redhat'", copy: { dest: /etc/motd, content: hello } }
              - { name: note, tags: note, when: "host.facts.os.family == 'redhat'", copy: { dest: /etc/note, content: hello } }
              - { name: note again, tags: again, copy: { dest: /etc/note, content: hello } }
              - { name: way, tags: way, postgres_hba: { databases: shop, users: clerk, source: 10.0.0.0/24 } }
              - { name: red, tags: red, when: "host.facts.os.family == 'redhat'", copy: { dest: /etc/red, content: hello } }
        '''.stripIndent()

    static Topology topology() {
        def text = PlaysSpec.HEAD
                .replace('vars: { who: host } }', 'vars: { who: host }, system: { files: { /etc/motd: { content: hello } } } }')
                .replace('shop: { host: pg1 }', 'shop: { host: pg1, settings: { max_connections: 500 } }')
        TopologyFile.parse('t.yml', (text + PLAYS).bytes, PlaysSpec.NODE).orThrow()
    }

    static List<Resource<?>> left(List<String> tags, List<String> skipTags) {
        def topology = topology()
        ScopedGraph.of(Compiler.compile(topology, Secrets.NONE), topology, new Scope([], [], tags, skipTags, [])).order()
    }

    static List<Resource<?>> chain(Resource<?> one) {
        one instanceof Wrapping ? [one] + chain(one.inner()) : [one]
    }

    def "tags #tags without #skipped leave #left"() {
        expect:
        TaggedIdsSpec.left(tags, skipped)*.id()*.toString()
                .findAll { it.matches('.*/(setting|restart|reload|role|copy)/.*') } as Set == left as Set

        where:
        tags        | skipped  || left
        ['slowlog'] | []       || ['shop/setting/log_min_duration_statement', 'shop/restart/server', 'shop/reload/configuration']
        ['role']    | []       || ['shop/role/clerk']
        ['motd']    | []       || ['pg1/copy/etc/motd']
        ['note']    | ['again'] || ['pg1/copy/etc/note']
        []          | ['motd', 'note', 'red', 'role', 'slowlog'] || ['pg1/copy/etc/motd', 'pg1/copy/etc/note', 'shop/setting/max_connections', 'shop/restart/server', 'shop/reload/configuration']
    }

    def "a rule of pg_hba.conf cannot be skipped by itself"() {
        when:
        TaggedIdsSpec.left([], ['way'])

        then:
        def refused = thrown(ProblemException)
        refused.message.contains("task 'way' is to be skipped")
    }

    def "of a server's settings a restart sees those that tags #tags without #skipped leave"() {
        given:
        def all = TaggedIdsSpec.left(tags, skipped).collectEntries { [it.id().kind(), chain(it).last()] }

        expect:
        [all.restart.configuration(), all.reload.configuration(), all.reload.restart().configuration()]
                .every { it.settings()*.wanted()*.name() as Set == seen as Set && it.written() }

        where:
        tags        | skipped     || seen
        ['slowlog'] | []          || ['log_min_duration_statement']
        []          | ['slowlog'] || ['max_connections']
        []          | ['motd']    || ['max_connections', 'log_min_duration_statement']
    }

    def "#path, which #who without a condition, is looked at everywhere: #everywhere"() {
        expect:
        TaggedIdsSpec.left([], ['role']).findAll { it.id().name() == path }.every { chain(it).any { it instanceof OnlyIf } == !everywhere }

        where:
        path       | who                          || everywhere
        'etc/motd' | 'the document declares'      || true
        'etc/note' | 'another task declares'      || true
        'etc/red'  | 'nothing else declares'      || false
    }
}
