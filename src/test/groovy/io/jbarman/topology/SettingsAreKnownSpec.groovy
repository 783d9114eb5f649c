package io.jbarman.topology

import io.jbarman.playbook.TopologyFile
import spock.lang.Specification

class SettingsAreKnownSpec extends Specification {
    def "a setting that no PostgreSQL has, or not that one, is a warning: #where"() {
        when:
        def parsed = TopologyFile.readText('t.yml', """\
            version: 1
            name: t
            hosts: { h: { address: a } }
            postgres:
              pg: { host: h, $where }
            """.stripIndent())

        then:
        parsed.topology().present
        parsed.problems()*.code() == ['unknown-setting']
        parsed.problems()[0].origin().get().line() == 5
        parsed.problems()[0].summary() == summary
        parsed.problems()[0].hint().startsWith(hint)

        where:
        where                                                           || summary                                                                | hint
        'settings: { max_wal_sendesr: 10 }'                             || "PostgreSQL has no setting 'max_wal_sendesr'"                          | "did you mean 'max_wal_senders'?"
        'settings: { colour_of_the_elephant: blue }'                    || "PostgreSQL has no setting 'colour_of_the_elephant'"                   | 'look at the spelling'
        'version: 12, settings: { wal_keep_size: 1GB }'                 || "PostgreSQL 12 has no setting 'wal_keep_size': it came with 13"        | 'take it out'
        'version: 17, settings: { wal_keep_segments: 8 }'               || "PostgreSQL 17 has no setting 'wal_keep_segments': 12 was the last to have it" | 'take it out'
        'roles: { app: { settings: { work_memm: 8MB } } }'              || "PostgreSQL has no setting 'work_memm'"                                | "did you mean 'work_mem'?"
        'roles: { app: { in_database: { shop: { wrok_mem: 8MB } } } }'  || "PostgreSQL has no setting 'wrok_mem'"                                 | "did you mean 'work_mem'?"
    }

    def "a task's is one, too"() {
        expect:
        TopologyFile.readText('t.yml', '''\
            version: 1
            name: t
            hosts: { h: { address: a } }
            postgres: { pg: { host: h } }
            plays: [{ name: p, hosts: h, tasks: [{ name: t, postgres_setting: { server: pg, name: work_memm, value: 8MB } }] }]
            '''.stripIndent()).problems().collect { [it.code(), it.origin().get().line()] } == [['unknown-setting', 5]]
    }

    def "no word is said of #settings"() {
        expect:
        TopologyFile.readText('t.yml', """\
            version: 1
            name: t
            hosts: { h: { address: a } }
            postgres:
              pg: { host: h, $settings }
            """.stripIndent()).problems() == []

        where:
        settings << [
            'settings: { Work_Mem: 8MB, auto_explain.log_analyze: on, wal_keep_size: 1GB, wal_keep_segments: 8 }',
            'version: 13, settings: { wal_keep_size: 1GB, log_min_duration_sample: 1s }',
            'version: 19, settings: { io_method: worker }',
            'roles: { app: { settings: { role: other } } }',
        ]
    }
}
