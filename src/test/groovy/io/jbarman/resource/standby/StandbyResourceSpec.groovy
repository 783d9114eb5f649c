package io.jbarman.resource.standby

import io.jbarman.facts.Fact
import io.jbarman.facts.hba.HbaFile
import io.jbarman.facts.server.ServerSystem
import io.jbarman.facts.setting.Setting
import io.jbarman.facts.setting.Settings
import io.jbarman.facts.standby.StandbyDirectory
import io.jbarman.facts.standby.StandbyHost
import io.jbarman.facts.standby.StandbyHostQuery
import io.jbarman.plan.Decision
import io.jbarman.plan.Step
import io.jbarman.transport.Account
import spock.lang.Specification

class StandbyResourceSpec extends Specification {
    static final OURS = 'jbarman: standby pg2 of system 7'
    static final CONNINFO = 'host=10.0.0.1 user=replica application_name=pg2'
    static final HOST = new StandbyHostQuery('h2', Account.named('postgres'), Optional.of('/data'), 'main', Optional.empty())

    def "recovery.conf of 11 says #lines: #outcome"() {
        given:
        def output = "server=/b postgres (PostgreSQL) 11.9\ndirectory=/data\nmark=\nstage=\nsystem=7\n" + lines.collect { "recovery.$it\n" }.join()
        def host = HOST.parse(0, output)

        expect:
        new RecoveryConf(resource().place()).deviation(host.directory('/data').recovery()).orElse('as declared') == outcome

        where:
        lines                                                                                                                    || outcome
        []                                                                                                                       || 'as declared'
        ["standby_mode='on'", "primary_conninfo='$CONNINFO'", "primary_slot_name='pg2'", "recovery_target_timeline='latest'"]    || 'as declared'
        ["standby_mode=on", "primary_conninfo='$CONNINFO' # ours", "primary_slot_name='pg2'", "recovery_target_timeline=latest # all", "restore_command='x'"] || 'as declared'
        ["standby_mode='on'", "primary_conninfo='host=other password=x'", "recovery_target_timeline='1'"]                        || 'primary_conninfo differs, primary_slot_name is missing, recovery_target_timeline differs'
    }

    def "one that answers, of system #system, in recovery #recovery: #outcome"() {
        expect:
        describe(resource().decide(state(new Fact.Known(new ServerSystem(system, 15, recovery, Optional.of('streaming'))), [], 15))) == outcome

        where:
        system | recovery || outcome
        '7'    | true     || 'in sync: a standby of pg, its receiver is streaming'
        '7'    | false    || 'conflict: pg2 is a primary, and the topology says that it is a standby of pg'
        '8'    | true     || 'conflict: pg2 is of another system (8) than its primary pg (7)'
    }

    def "one that does not answer, with #title: #outcome"() {
        expect:
        describe(resource().decide(state(new Fact.Unknown('down', 'look'), [directory], 15))).startsWith(outcome)

        where:
        title               | directory                                          || outcome
        'nothing'           | lying(empty: true)                                 || 'make room for /data, note beside /data: cloning, empty /data, which is marked, take a base backup of pg into /data, note beside /data: cloned, set port'
        'a half backup'     | lying(mark: OURS, stage: 'cloning', system: '7', label: OURS)   || 'make room for /data, note beside /data: cloning, empty /data'
        'a whole backup'    | lying(mark: OURS, stage: 'cloned', system: '7', label: OURS)    || 'see that no server was started in /data since its base backup, set port = 5433'
        'its own beginnings' | lying(mark: OURS, stage: 'cloning')               || 'make room for /data, note beside /data: cloning, empty /data'
        "Debian's new cluster" | lying(mark: OURS, stage: 'creating', system: '8') || 'make room for /data, note beside /data: cloning, empty /data'
        'its settings written' | lying(mark: OURS, stage: 'cloned', system: '7', follows: true, label: OURS) || 'start pg2, wait until pg2 streams'
        'a restore into what was once cloned' | lying(mark: OURS, stage: 'cloned', system: '7') || 'conflict: /data on h2 holds a cluster of the same system that follows nobody, where jbarman once made a standby'
        'a base backup by hand into it' | lying(mark: OURS, stage: 'cloned', system: '7', label: 'pg_basebackup base backup') || 'conflict: /data on h2 holds a cluster of the same system that follows nobody, where jbarman once made a standby'
        'one into what was once begun' | lying(mark: OURS, stage: 'cloning', system: '7', label: 'pg_basebackup base backup') || 'conflict: /data on h2 holds a cluster of the same system that follows nobody, where jbarman once made a standby'
        'a restore into what was once begun' | lying(mark: OURS, stage: 'cloning', system: '7') || 'conflict: /data on h2 holds a cluster of the same system that follows nobody, where jbarman once made a standby'
        'a restore that is at its beginning' | lying(mark: OURS, stage: 'cloning', cluster: true) || 'conflict: /data on h2 holds files, where jbarman once made a standby'
        'a base backup by hand at its beginning' | lying(mark: OURS, stage: 'cloning', label: 'pg_basebackup base backup') || 'conflict: /data on h2 holds files, where jbarman once made a standby'
        'a restore into Debian\'s place' | lying(mark: OURS, stage: 'creating', system: '7') || 'conflict: /data on h2 holds a cluster of the same system that follows nobody, where jbarman once made a standby'
        'a base backup by hand that follows' | lying(mark: OURS, stage: 'cloning', system: '7', follows: true, label: 'pg_basebackup base backup') || 'start pg2, wait until pg2 streams'
        'our own half emptied' | lying(mark: OURS, stage: 'creating', system: '7', cluster: false) || 'make room for /data, note beside /data: cloning, empty /data'
        'our own at its beginning' | lying(mark: OURS, stage: 'cloning', cluster: true, label: OURS) || 'make room for /data, note beside /data: cloning, empty /data'
        'what was emptied'  | lying(mark: OURS, stage: 'cloned', empty: true)    || 'make room for /data, note beside /data: cloning, empty /data'
        'its stopped standby' | lying(mark: OURS, stage: 'cloned', system: '7', follows: true, lived: true) || 'start pg2, wait until pg2 streams'
        'a promoted one'    | lying(mark: OURS, stage: 'cloned', system: '7', lived: true) || 'conflict: /data on h2 holds a cluster of the same system that follows nobody, where jbarman once made a standby'
        'what was made by hand after a kill' | lying(mark: OURS, stage: 'cloning', system: '7', lived: true) || 'conflict: /data on h2 holds a cluster of the same system that follows nobody'
        'a standby made by hand after a kill' | lying(mark: OURS, stage: 'cloning', system: '7', follows: true, lived: true) || 'start pg2, wait until pg2 streams'
        'another system, marked' | lying(mark: OURS, stage: 'cloning', system: '8') || 'conflict: /data on h2 holds a cluster of another system (8), where jbarman once made a standby'
        'another system, cloned' | lying(mark: OURS, stage: 'cloned', system: '8', follows: true) || 'conflict: /data on h2 holds a cluster of another system (8), where jbarman once made a standby'
        'another system in Debian\'s place, started' | lying(mark: OURS, stage: 'creating', system: '8', lived: true) || 'conflict: /data on h2 holds a cluster of another system (8)'
        'a server without its control file' | lying(mark: OURS, stage: 'cloned', lived: true) || 'conflict: /data on h2 holds files, where jbarman once made a standby'
        'a stopped standby' | lying(system: '7', follows: true)                  || 'start pg2, wait until pg2 streams'
        'an old primary'    | lying(system: '7')                                 || 'conflict: /data on h2 holds a cluster of the same system that follows nobody'
        'another cluster'   | lying(system: '8', follows: true)                  || 'conflict: /data on h2 holds a cluster of another system (8)'
        'some files'        | lying([:])                                         || 'conflict: /data on h2 holds files, and jbarman did not make it'
        "another's mark"    | lying(mark: 'jbarman: standby pg3 of system 7', empty: true) || 'conflict: /data.jbarman says that it is something else: jbarman: standby pg3'
        'a running backup'  | lying(mark: OURS, stage: 'cloning', backup: '99')  || 'conflict: a base backup is still being written into /data (process 99 on h2)'
        'a postmaster'      | lying(system: '7', running: true)                  || 'unknown: down'
    }

    def "one that is down, of which files say #its, where its primary is declared to have #declared: #set"() {
        given:
        def directory = lying(mark: OURS, stage: 'cloned', system: '7', follows: true, lived: true, settings: its)
        def change = resource(declared).decide(state(new Fact.Unknown('down', 'look'), [directory], 15)) as Decision.Change

        expect:
        change.steps().findAll { it instanceof Step.SetConfigLine }.collectEntries { [it.name(), it.value()] } == set
        change.differences().collectEntries { [it.attribute(), it.after()] } == set + [server: 'started']
        change.steps().takeRight(2)*.describe().join().startsWith('start pg2')

        where:
        its                                             | declared                                        || set
        [max_connections: '99', max_wal_senders: '3']   | [max_connections: 0L, max_wal_senders: 0L]      || [max_connections: '100']
        [max_connections: '100']                        | [max_connections: 0L]                           || [:]
        [max_connections: '100', max_wal_senders: '3']  | [max_connections: 500L, max_wal_senders: 3L]    || [max_connections: '500']
        [max_connections: '900']                        | [max_connections: 500L]                         || [:]
        [max_connections: '']                           | [max_connections: 500L]                         || [:]
        [:]                                             | [max_connections: 500L]                         || [:]
    }

    def "primary of #major, servers #servers, clients #clients: #outcome"() {
        given:
        def host = new StandbyHost(servers, clients, false, [])
        def observed = new StandbyState(new ServerSystem('7', major, false, Optional.empty()), settings(), new HbaFile('/hba', '', false), [], host, new Fact.Unknown('down', ''))

        when:
        def decision = resource().decide(observed)

        then:
        (decision instanceof Decision.Change ? (decision.steps().find { it instanceof Step.TakeBaseBackup } as Step.TakeBaseBackup).arguments()[0] : decision.summary()) == outcome

        where:
        major | servers       | clients                    || outcome
        15    | [15: '/s']    | [15: '/c15', 17: '/c17']   || '/c15/pg_basebackup'
        16    | [16: '/s']    | [15: '/c15', 17: '/c17']   || '/c17/pg_basebackup'
        18    | [18: '/s']    | [15: '/c15', 17: '/c17']   || 'h2 has no pg_basebackup of version 18 or later'
        18    | [17: '/s']    | [18: '/c18']               || 'PostgreSQL 18 is not installed on h2'
    }

    def "where no version is there, it waits for the packages"() {
        given:
        def host = new StandbyHost([:], [:], true, [])

        expect:
        describe(resource().decide(new StandbyState(new ServerSystem('7', 15, false, Optional.empty()), settings(), new HbaFile('/hba', '', false), [], host,
            new Fact.Unknown('down', '')))) == 'unknown: PostgreSQL 15 is not installed on h2'
    }

    def "where its primary listens to #primarys it listens to #its, and the plan tells #told"() {
        given:
        def host = new StandbyHost([15: '/s'], [15: '/c'], false, [])
        def settings = new Settings(settings().byName() + [listen_addresses: text('listen_addresses', primarys)])
        def change = resource().decide(new StandbyState(new ServerSystem('7', 15, false, Optional.empty()), settings, new HbaFile('/hba', '', false), [], host,
            new Fact.Unknown('down', ''))) as Decision.Change

        expect:
        change.steps().find { it instanceof Step.SetConfigLine && it.name() == 'listen_addresses' }.value() == its
        change.differences().findAll { it.attribute() == 'listen_addresses' }*.toString().size() == told

        where:
        primarys               || its         | told
        '*'                    || '*'         | 0
        'localhost'            || 'localhost' | 0
        'localhost, 10.0.0.1'  || '*'         | 1
    }

    def "up to 11 it follows by recovery.conf, later by a signal file: #major"() {
        given:
        def host = new StandbyHost([(major): '/s'], [15: '/c'], false, [])
        def observed = new StandbyState(new ServerSystem('7', major, false, Optional.empty()), settings(), new HbaFile('/hba', '', false), [], host, new Fact.Unknown('down', ''))
        def steps = (resource().decide(observed) as Decision.Change).steps()

        expect:
        steps.findAll { it instanceof Step.WriteFile }*.path().findAll { !it.endsWith('.jbarman') } == [file]
        steps.findAll { it instanceof Step.SetConfigLine }*.name().contains('primary_conninfo') == inSettings
        !steps.toString().contains('password=')

        where:
        major || file                   | inSettings
        10    || '/data/recovery.conf'  | false
        12    || '/data/standby.signal' | true
    }

    def "a primary with tablespaces, with #title: #outcome"() {
        given:
        def host = new StandbyHost([15: '/s'], [15: '/c'], false, [directory])
        def observed = new StandbyState(new ServerSystem('7', 15, false, Optional.empty()), settings(), new HbaFile('/hba', '', false),
            ['fast (/mnt/fast)'], host, new Fact.Unknown('down', ''))

        expect:
        describe(resource().decide(observed)).startsWith(outcome)

        where:
        title               | directory                                        || outcome
        'nothing'           | lying(empty: true)                               || 'conflict: pg has tablespaces outside of its data directory: fast (/mnt/fast)'
        'a half backup'     | lying(mark: OURS, stage: 'cloning')              || 'conflict: pg has tablespaces'
        'a whole backup'    | lying(mark: OURS, stage: 'cloned', system: '7', label: OURS)  || 'see that no server was started'
        'one made by hand after a kill' | lying(mark: OURS, stage: 'cloning', system: '7', follows: true, label: 'pg_basebackup base backup') || 'start pg2'
        'one made by hand'  | lying(system: '7', follows: true)                || 'start pg2'
    }

    static StandbyResource resource(Map<String, Long> floors = [:]) {
        new StandbyResource(new StandbyPlace('pg2', 'pg', 'h2', 'postgres', 5433, Optional.empty(), Optional.of('/data'), 'main',
            CONNINFO, 'pg2', ['max_connections'], floors), HOST, [] as Set)
    }

    static StandbyState state(Fact<ServerSystem> self, List<StandbyDirectory> directories, int major) {
        new StandbyState(new ServerSystem('7', major, false, Optional.empty()), settings(), new HbaFile('/hba', '', false), [],
            new StandbyHost([(major): '/s'], [(major): '/c'], false, directories), self)
    }

    static Settings settings() {
        new Settings(['data_directory': text('data_directory', '/p'), 'config_file': text('config_file', '/p/postgresql.conf'),
            'max_connections': text('max_connections', '100')])
    }

    static Setting text(String name, String value) {
        new Setting(name, value, Optional.empty(), 'postmaster', 'string', [], Optional.empty(), Optional.empty(), Optional.empty(), 'override')
    }

    static StandbyDirectory lying(Map<String, Object> what) {
        new StandbyDirectory('/data', Optional.ofNullable(what.mark), Optional.ofNullable(what.stage), what.empty ?: false,
            Optional.ofNullable(what.label), what.cluster == null ? what.system != null : what.cluster,
            Optional.ofNullable(what.system), what.follows ?: false, what.lived ?: false, what.running ?: false, Optional.ofNullable(what.backup), what.recovery ?: [:], what.settings ?: [:])
    }

    static String describe(Decision decision) {
        if (decision instanceof Decision.InSync) {
            return 'in sync: ' + decision.reason()
        }
        if (decision instanceof Decision.Conflict) {
            return 'conflict: ' + decision.summary()
        }
        if (decision instanceof Decision.Unknown) {
            return 'unknown: ' + decision.reason()
        }
        (decision as Decision.Change).steps()*.describe().join(', ')
    }
}
