package io.jbarman.playbook

import io.jbarman.compile.Compiler
import io.jbarman.resource.Resource
import io.jbarman.resource.Wrapping
import io.jbarman.resource.play.AsSeen
import io.jbarman.resource.play.Hushed
import io.jbarman.resource.play.Unseen
import io.jbarman.schema.ControlNode
import io.jbarman.secret.Secrets
import io.jbarman.topology.FactCondition
import io.jbarman.topology.HostFacts
import io.jbarman.topology.Topology
import java.nio.file.Files
import java.nio.file.Path
import spock.lang.Specification
import spock.lang.TempDir

/** What tasks of plays become. What they cannot say is in bad-input. */
class PlaysSpec extends Specification {
    static final NODE = new ControlNode(
            Path.of(System.getProperty('jbarman.checkout', '.'), 'playbooks'), Path.of('/home/ops'))

    static final KEY = 'ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIHxMUrIhBVOhIpPF1g86uW2301AmxH8oW1upm2UeTg7d'

    @TempDir
    Path directory

    static final HEAD = '''
        version: 1
        name: shop
        vars: { env: test, shells: [/bin/sh, /bin/bash] }
        groups: { primaries: { hosts: pg1, vars: { who: group } } }
        hosts:
          pg1: { address: 10.0.0.1, vars: { who: host } }
          pg2: { address: 10.0.0.2 }
          web: { address: 10.0.0.3 }
        postgres:
          shop: { host: pg1 }
          other: { host: pg2 }
        '''.stripIndent()

    static Topology read(String plays) {
        def parsed = TopologyFile.parse('t.yml', (HEAD + plays.stripIndent()).bytes, NODE)
        assert parsed.problems() == []
        parsed.orThrow()
    }

    static Map<String, String> motds(Topology topology) {
        topology.hosts().values()
                .findAll { it.system().files().containsKey('/etc/motd') }
                .collectEntries { [it.name(), it.system().files()['/etc/motd'].content().get()] }
    }

    def "hosts #hosts with when #when and vars #vars: #motds"() {
        expect:
        motds(read("""
            plays:
              - name: p
                hosts: "$hosts"
                vars: $vars
                tasks:
                  - { name: motd, when: $when, copy: { dest: /etc/motd, content: "{{ host.name }} {{ who | default('none') }}" } }
            """)) == motds

        where:
        hosts             | vars          | when                                  || motds
        'pg*'             | '{}'          | 'true'                                || [pg1: 'pg1 host', pg2: 'pg2 none']
        'pg*'             | '{ who: me }' | 'true'                                || [pg1: 'pg1 me', pg2: 'pg2 me']
        'pg*, !pg2'       | '{}'          | 'true'                                || [pg1: 'pg1 host']
        'group:primaries' | '{}'          | 'true'                                || [pg1: 'pg1 host']
        'pg*'             | '{}'          | '"env == \'test\'"'                   || [pg1: 'pg1 host', pg2: 'pg2 none']
        'pg*'             | '{}'          | '"env != \'test\'"'                   || [:]
        'pg*'             | '{}'          | '["env == \'test\'", "host.name == \'pg2\'"]' || [pg2: 'pg2 none']
        'pg*'             | '{}'          | '"host.groups contains \'primaries\'"' || [pg1: 'pg1 host']
        'pg*'             | '{ on: no }'  | '"on == \'no\'"'                      || [pg1: 'pg1 host', pg2: 'pg2 none']
    }

    def "a loop makes one of each item"() {
        expect:
        read('''
            plays:
              - name: p
                hosts: web
                tasks:
                  - name: "{{ item.name }}"
                    loop: [{ name: a, shell: 0 }, { name: b, shell: 1 }]
                    when: item.name != 'a' or env == 'test'
                    user: { name: "{{ item.name }}", comment: "shell {{ item.shell }}" }
            ''').hosts().web.system().users().values().collect { [it.name(), it.comment().get()] } == [['a', 'shell 0'], ['b', 'shell 1']]
    }

    def "every module declares what the document could have declared: #module"() {
        given:
        def played = read("plays: [{ name: p, hosts: pg1, tasks: [{ name: t, $module }] }]")
        def declared = HEAD.replace('vars: { who: host } }', "vars: { who: host }, system: { $system } }")
                .replace('shop: { host: pg1 }', "shop: { host: pg1, ${server ?: 'port: 5432'} }")

        expect:
        TopologyFile.parse('t.yml', declared.bytes, NODE).orThrow().hosts() == played.hosts()
        TopologyFile.parse('t.yml', declared.bytes, NODE).orThrow().postgres() == played.postgres()

        where:
        module                                                                | system                                | server
        'file: { path: /srv, state: directory, mode: "0750" }'               | 'files: { /srv: { state: directory, mode: "0750" } }' | ''
        'copy: { dest: /m, content: hello, owner: root }'                    | 'files: { /m: { content: hello, owner: root } }' | ''
        'user: { name: a, groups: [adm] }'                                   | 'users: { a: { groups: [adm] } }'     | ''
        'group: { name: a, gid: 900 }'                                       | 'groups: { a: { gid: 900 } }'         | ''
        'service: { name: cron, state: started }'                            | 'services: { cron: { state: started } }' | ''
        'cron: { name: a, schedule: "0 3 * * *", job: "true" }'              | 'cron: { a: { schedule: "0 3 * * *", job: "true" } }' | ''
        'package: { name: chrony }'                                          | 'packages: { chrony: }'               | ''
        'postgres_setting: { name: work_mem, value: 8MB }'                   | ''                                    | 'settings: { work_mem: 8MB }'
        'postgres_setting: { name: max_wal_senders, value: { at_least: 4 } }' | ''                                   | 'settings: { max_wal_senders: { at_least: 4 } }'
        'postgres_role: { server: shop, name: a, login: true }'              | ''                                    | 'roles: { a: { login: true } }'
        'postgres_database: { name: a, owner: b }'                           | ''                                    | 'databases: { a: { owner: b } }'
        'postgres_grant: { name: g, to: a, on: schema, names: [s], privileges: [usage] }' | ''                       | 'grants: { g: { to: a, on: schema, names: [s], privileges: [usage] } }'
        'postgres_extension: { name: plpgsql }'                              | ''                                    | 'extensions: { plpgsql: }'
        "authorized_key: { user: a, key: $KEY clerk, key_options: restrict }" | "authorized_keys: { t: { user: a, key: $KEY clerk, key_options: restrict } }" | ''
        "known_hosts: { name: db.example, key: db.example $KEY }"            | "known_hosts: { t: { name: db.example, key: db.example $KEY } }" | ''
        'postgres_hba: { databases: shop, users: [a, +b], source: 10.0.0.0/24 }' | ''                                | 'hba: { t: { databases: shop, users: [a, +b], source: 10.0.0.0/24 } }'
        'postgres_hba: { databases: shop, users: a, contype: local, method: reject, state: absent }' | ''            | 'hba: { t: { databases: shop, users: a, contype: local, method: reject, state: absent } }'
        'postgres_hba: { databases: shop, users: a, contype: local, method: reject, state: absent }' | ''             | 'hba: { t: { databases: shop, users: a, contype: local, method: reject, state: absent } }'
        'postgres_slot: { name: spare, state: absent }'                      | ''                                    | 'slots: { spare: { state: absent } }'
    }

    static Resource innermost(Resource one) {
        one instanceof Wrapping ? innermost(one.inner()) : one
    }

    static final FACTS_PLAY = '''
        plays:
          - name: p
            hosts: pg*
            vars: { quarter: "{{ host.facts.memory_mb / 4 }}MB" }
            tasks:
              - { name: c, copy: { dest: /etc/motd, content: "{{ host.name }} on {{ host.facts.hostname }}" } }
              - { name: s, postgres_setting: { name: shared_buffers, value: "{{ quarter }}" } }
              - { name: f, file: { path: /srv, state: directory } }
              - { name: h, postgres_hba: { databases: all, users: all, source: 10.0.0.1 } }
        '''

    def "values that ask the host are those of #what: #motd, #buffers"() {
        given:
        def facts = seen == null ? HostFacts.EXAMPLE : new HostFacts(seen, true)
        def parsed = TopologyFile.parse('t.yml', (HEAD + FACTS_PLAY.stripIndent()).bytes, NODE, facts)
        def topology = parsed.orThrow()
        def resources = Compiler.compile(topology, Secrets.NONE).resources()

        expect:
        motds(topology).pg1 == motd
        topology.postgres().shop.settings().collectEntries { [it.key, it.value.value()] } == buffers
        HostFacts.neededBy(topology) == ['pg1', 'pg2'] as Set
        resources.find { it.id().toString() == 'pg1/copy/etc/motd' }.inner() instanceof AsSeen
        resources.any { it.id().toString() == 'shop/setting/shared_buffers' }
        topology.plays()[0].tasks().findAll { it.from().empty }*.name().unique() == ['f', 'h']
        resources.any { innermost(it) instanceof Unseen } == unseen

        where:
        what                     | seen                                                                 || motd                    | buffers                    | unseen
        'an example, to check'   | null                                                                 || 'pg1 on pghost'         | [shared_buffers: '1024MB'] | false
        'that host'              | [pg1: FactCondition.EXAMPLE + [memory_mb: 8192L, hostname: '{{ env }} ${who}'], pg2: FactCondition.EXAMPLE] || 'pg1 on {{ env }} ${who}' | [shared_buffers: '2048MB'] | false
        'none: it did not say'   | [pg2: FactCondition.EXAMPLE]                                         || 'pg1 on pghost'         | [:]                        | true
    }

    def "what a host says of itself is text in a template too"() {
        given:
        Files.writeString(directory.resolve('motd.peb'), '{{ host.facts.hostname }}{% for n in [host.facts.hostname] %} {{ n }}{% endfor %}')
        def said = '{{ env }} {% if true %}x{% endif %} {# no #} #{env} ${who}'
        def text = HEAD + """
            plays:
              - name: p
                hosts: pg1
                tasks: [{ name: c, template: { src: motd.peb, dest: /etc/motd } }]
            """.stripIndent()
        def file = Files.writeString(directory.resolve('t.yml'), text)

        expect:
        motds(TopologyFile.read(file, [:], false, new HostFacts([pg1: FactCondition.EXAMPLE + [hostname: said]], true)).orThrow()).pg1 == "$said $said"
    }

    def "a document's variable that needs a play's asks the host as that does: #given"() {
        given:
        def text = HEAD.replace('env: test', 'env: test, mem: 1, size: "{{ mem }}MB"') + '''
            plays:
              - name: p
                hosts: pg1
                vars: { mem: "{{ host.facts.memory_mb }}" }
                tasks: [{ name: c, copy: { dest: /etc/motd, content: "{{ size }}" } }]
            '''.stripIndent()

        when:
        def topology = TopologyFile.read(Files.writeString(directory.resolve('t.yml'), text), given).orThrow()

        then:
        topology.plays()[0].tasks()[0].from().empty == !asks
        motds(topology).pg1 == motd

        where:
        given         || asks  | motd
        [:]           || true  | '4096MB'
        [mem: '512']  || false | '512MB'
    }

    def "items of a loop and handlers ask the host: #what"() {
        given:
        def facts = seen == null ? HostFacts.EXAMPLE : new HostFacts(seen, true)
        def topology = TopologyFile.parse('t.yml', (HEAD + '''
            plays:
              - name: p
                hosts: pg1
                vars: { sizes: [{ name: work_mem, value: "{{ host.facts.memory_mb / 64 }}MB" }, { name: temp_buffers, value: 8MB }] }
                tasks:
                  - { name: s, loop: "{{ sizes }}", postgres_setting: { name: "{{ item.name }}", value: "{{ item.value }}" } }
                  - { name: c, loop: ["{{ host.facts.hostname }}"], copy: { dest: /etc/motd, content: "{{ item }}" }, notify: Tell }
                handlers:
                  - { name: Tell, command: { argv: [tell, "{{ host.facts.os.family }}"] } }
            '''.stripIndent()).bytes, NODE, facts).orThrow()
        def resources = Compiler.compile(topology, Secrets.NONE).resources()

        expect:
        topology.postgres().shop.settings().collectEntries { [it.key, it.value.value()] } == settings
        motds(topology).pg1 == motd
        topology.plays()[0].handlers()[0].work().argv() == ['tell', family]
        HostFacts.neededBy(topology) == ['pg1'] as Set
        resources.find { it.id().toString() == 'pg1/handler/Tell' }.inner() instanceof AsSeen

        where:
        what                   | seen                                                                                          || settings                                   | motd     | family
        'an example, to check' | null                                                                                          || [work_mem: '64MB', temp_buffers: '8MB']    | 'pghost' | 'debian'
        'that host'            | [pg1: FactCondition.EXAMPLE + [memory_mb: 8192L, hostname: 'a', os: [family: 'redhat']]]      || [work_mem: '128MB', temp_buffers: '8MB']   | 'a'      | 'redhat'
        'it did not say'       | [:]                                                                                           || [temp_buffers: '8MB']                      | 'pghost' | 'debian'
    }

    def "a host goes through its tasks in their order, but for what needs each other"() {
        given:
        def topology = read('''
            plays:
              - name: p
                hosts: pg1
                tasks:
                  - { name: s, service: { name: cron, state: started } }
                  - { name: f, file: { path: /srv/x, state: directory, owner: clerk } }
                  - { name: d, file: { path: /srv, state: directory } }
                  - { name: w, postgres_setting: { name: work_mem, value: 8MB } }
                  - { name: u, user: { name: clerk } }
              - name: q
                hosts: pg1
                tasks:
                  - { name: k, package: { name: chrony } }
                  - { name: c, copy: { dest: /etc/chrony.conf, content: "" } }
            ''')
        def played = ['service/cron', 'file/srv/x', 'file/srv', 'setting/work_mem', 'user/clerk', 'package/chrony', 'copy/etc/chrony.conf']

        when:
        def order = Compiler.compile(topology, Secrets.NONE).order()*.id()*.toString()
                .collect { it.substring(it.indexOf('/') + 1) }.findAll { it in played }

        then:
        order == ['service/cron', 'file/srv', 'setting/work_mem', 'user/clerk', 'file/srv/x', 'package/chrony', 'copy/etc/chrony.conf']
    }

    def "what a play hides is hidden of its handlers too, whatever part of it is looked at"() {
        given:
        def topology = read('''
            plays:
              - name: p
                hosts: web
                no_log: true
                tasks:
                  - { name: c, copy: { dest: /m, content: hunter2 }, notify: Tell }
                handlers:
                  - { name: Tell, command: { argv: [tell, hunter2] } }
            ''')
        def handler = Compiler.compile(topology, Secrets.NONE).resources().find { it.id().kind() == 'handler' }

        expect:
        [handler, handler.within([] as Set)].every { it.inner() instanceof Hushed }
        handler.within([] as Set).inner().inner().notifiers() == []
        handler.inner().inner().notifiers().every { it instanceof Hushed }
    }

    def "a handler that is #work is noted on the host before what notifies it is changed, and seen by its files: #seen"() {
        given:
        def topology = read("""
            plays:
              - name: p
                hosts: web
                tasks:
                  - { name: c, copy: { dest: /m, content: hello }, notify: Tell }
                handlers:
                  - { name: Tell, $work }
            """)
        def resources = Compiler.compile(topology, Secrets.NONE).resources()
        def handler = resources.find { it.id().kind() == 'handler' }.inner()

        expect:
        resources.find { it.id().kind() == 'copy' }.inner().handlers() == [handler.owed()]
        handler.age().map { it.files() }.orElse(null) == seen

        where:
        work                                          || seen
        'command: { argv: [tell] }'                   || null
        'service: { name: cron, state: reloaded }'    || null
        'service: { name: cron, state: restarted }'   || ['/m']
    }
}
