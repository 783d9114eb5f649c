package io.jbarman.playbook

import java.nio.file.Files
import java.nio.file.Path
import spock.lang.Specification
import spock.lang.TempDir

/** The two documents that the language was designed by, as they stand there: what this release does not take of them (ADR 43). */
class DesignDocumentsSpec extends Specification {
    static final DIRECTORY = Path.of(System.getProperty('jbarman.checkout', '.'), 'src/test/resources/design')

    @TempDir
    Path directory

    def "#name as it stands"() {
        expect:
        TopologyFile.read(DIRECTORY.resolve(name)).problems()*.summary() == problems

        where:
        name          || problems
        'shop.yml'    || ['standbys need a role to log in as', "'schedule' is not supported yet in this release"]
        'shop.groovy' || ['standbys need a role to log in as']
    }

    def "#name with a role for its standbys, its backups left to cron"() {
        given:
        Files.copy(DIRECTORY.resolve('motd.peb'), directory.resolve('motd.peb'))
        def text = Files.readString(DIRECTORY.resolve(name)).replace(before, before + replication).replaceAll(/(?m)^ *schedule:.*\n/, '')

        when:
        def topology = TopologyFile.read(Files.writeString(directory.resolve(name), text)).orThrow()

        then:
        topology.postgres().pg.standbys().pg2.host() == 'pghost2'
        topology.postgres().pg.standbys().pg2.slot().value() == 'pg2'
        topology.barman().backup.servers().pg.slotName().get().value() == 'barman'

        where:
        name          | before                       | replication
        'shop.yml'    | '    restart: when-needed'   | '\n    replication: { role: replica, password: streaming_password }\n    #'
        'shop.groovy' | "        host 'pghost'\n"    | "        replication { role 'replica'; password secret('streaming_password') }\n"
    }

    def "a host is reached through what its document says, else all through what defaults say"() {
        given:
        def file = Files.writeString(directory.resolve('t.yml'), '''
            version: 1
            name: t
            defaults: { ssh: { jump: bastion } }
            hosts:
              a: { address: a }
              b: { address: b, ssh: { jump: "ops@10.0.0.5:2222" } }
              c: { address: c, ssh: { jump: none } }
              d: { address: d, ssh: { jump: "[fd00::5]:22" } }
            '''.stripIndent())

        expect:
        TopologyFile.read(file).orThrow().hosts().values()*.ssh()*.jump()*.get() == ['bastion', 'ops@10.0.0.5:2222', 'none', '[fd00::5]:22']
    }
}
