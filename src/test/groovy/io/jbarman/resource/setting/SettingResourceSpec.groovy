package io.jbarman.resource.setting

import io.jbarman.facts.postmaster.PostmasterQuery
import io.jbarman.facts.server.WalSender
import io.jbarman.facts.server.WalSendersQuery
import io.jbarman.facts.setting.FileSetting
import io.jbarman.facts.setting.FileSettings
import io.jbarman.facts.setting.FileSettingsQuery
import io.jbarman.facts.setting.OwnValue
import io.jbarman.facts.setting.Setting
import io.jbarman.facts.setting.Settings
import io.jbarman.facts.setting.SettingsQuery
import io.jbarman.facts.slot.Slot
import io.jbarman.facts.slot.Slots
import io.jbarman.facts.slot.SlotsQuery
import io.jbarman.plan.Decision
import io.jbarman.plan.Effect
import io.jbarman.topology.SettingDemand
import io.jbarman.transport.Account
import spock.lang.Specification

class SettingResourceSpec extends Specification {
    static final QUERIES = new SettingQueries(new SettingsQuery('pg'), new FileSettingsQuery('pg'), new SlotsQuery('pg'),
        new WalSendersQuery('pg'), new PostmasterQuery('h', Account.ROOT, 5432, ['/tmp']))

    def "wal_level #value with logical slot #logical: #outcome"() {
        given:
        def wanted = WantedSetting.implied('wal_level', new Floor.WalLevel('WAL is streamed'))

        expect:
        describe(decide(wanted, walLevel(value), [], logical ? [logicalSlot()] : [])) == outcome

        where:
        value     | logical || outcome
        'minimal' | false   || "ALTER SYSTEM SET \"wal_level\" = 'replica' RESTART"
        'replica' | false   || 'in sync: replica is enough: WAL is streamed'
        'logical' | false   || 'in sync: logical is enough: WAL is streamed'
        'minimal' | true    || "ALTER SYSTEM SET \"wal_level\" = 'logical' RESTART"
        'logical' | true    || 'in sync: logical is enough: WAL is streamed'
    }

    def "a floor is never lowered, and the file counts, not what runs"() {
        given:
        def wanted = WantedSetting.implied('max_wal_senders', new Floor.Senders(['barman_receive_wal'], 'why'))
        def files = inFile == null ? [] : [new FileSetting('max_wal_senders', inFile, '/etc/x.conf', 7, Optional.empty())]

        expect:
        describe(decide(wanted, integer('max_wal_senders', running), files, [])) == outcome

        where:
        running | inFile || outcome
        '10'    | null   || 'in sync: 10 is enough: why'
        '10'    | '20'   || 'in sync: 20 is enough: why'
        '10'    | '1'    || "ALTER SYSTEM SET \"max_wal_senders\" = '2' RESTART"
        '0'     | '10'   || 'in sync: 10 is enough: why'
        '10'    | 'many' || "ALTER SYSTEM SET \"max_wal_senders\" = '2' RESTART"
    }

    def "declared #declared where #needed is needed: #outcome"() {
        given:
        def wanted = new WantedSetting('max_replication_slots', Optional.of(declared),
            Optional.of(new Floor.ReplicationSlots(['barman'], 'slots')))
        def slots = (1..inUse).collect { new Slot("s$it", true, false, true, false, Optional.empty()) }

        expect:
        describe(decide(wanted, integer('max_replication_slots', '10'), [], slots)) == outcome

        where:
        declared                       | inUse | needed || outcome
        new SettingDemand.Exactly('10') | 1     | 2      || 'in sync: is 10 as declared'
        new SettingDemand.Exactly('5')  | 1     | 2      || "ALTER SYSTEM SET \"max_replication_slots\" = '5' RESTART"
        new SettingDemand.Exactly('3')  | 4     | 5      || 'conflict: max_replication_slots is declared as 3, which is below what is needed: 5 (slots)'
        new SettingDemand.AtLeast(12)   | 1     | 2      || "ALTER SYSTEM SET \"max_replication_slots\" = '12' RESTART"
        new SettingDemand.AtLeast(4)    | 1     | 2      || 'in sync: 10 is enough: slots'
        new SettingDemand.Exactly('x')  | 1     | 2      || 'conflict: "x" is no value for max_replication_slots (integer)'
    }

    def "#name declared as #declared, with slots #slots, #senders connected and #prepared prepared: #outcome"() {
        given:
        def all = slots.withIndex().collect { physical, i -> new Slot("s$i", physical, false, true, false, Optional.empty()) }
        def setting = name == 'wal_level' ? walLevel('logical') : integer(name, '10')
        def state = new SettingState(new Settings([(name): setting]), FileSettings.of([]), new Slots(all),
            [new WalSender(Optional.empty(), Optional.of('streaming'))] * senders, [], [], Optional.empty(), Optional.empty(), prepared)

        expect:
        describe(new SettingResource('pg', QUERIES, WantedSetting.notBelowUse(name, new SettingDemand.Exactly(declared))).decide(state)) == outcome

        where:
        name                        | declared  | slots         | senders | prepared || outcome
        'max_replication_slots'     | '2'       | [true, false] | 0       | 0        || "ALTER SYSTEM SET \"max_replication_slots\" = '2' RESTART"
        'max_replication_slots'     | '1'       | [true, false] | 0       | 0        || 'conflict: max_replication_slots is declared as 1, which is below what is needed: 2 (the slots there are)'
        'max_wal_senders'           | '2'       | []            | 2       | 0        || "ALTER SYSTEM SET \"max_wal_senders\" = '2' RESTART"
        'max_wal_senders'           | '1'       | []            | 2       | 0        || 'conflict: max_wal_senders is declared as 1, which is below what is needed: 2 (what is connected)'
        'wal_level'                 | 'replica' | [true]        | 0       | 0        || "ALTER SYSTEM SET \"wal_level\" = 'replica' RESTART"
        'wal_level'                 | 'replica' | [true, false] | 0       | 0        || 'conflict: wal_level is declared as replica, which is below what is needed: logical (the slots there are)'
        'wal_level'                 | 'minimal' | [true]        | 0       | 0        || 'conflict: wal_level is declared as minimal, which is below what is needed: replica (the slots there are)'
        'wal_level'                 | 'minimal' | []            | 0       | 0        || "ALTER SYSTEM SET \"wal_level\" = 'minimal' RESTART"
        'max_prepared_transactions' | '0'       | []            | 0       | 0        || "ALTER SYSTEM SET \"max_prepared_transactions\" = '0' RESTART"
        'max_prepared_transactions' | '0'       | []            | 0       | 1        || 'conflict: max_prepared_transactions is declared as 0, which is below what is needed: 1 (the prepared transactions there are)'
        'work_mem'                  | '0'       | [true]        | 3       | 3        || "ALTER SYSTEM SET \"work_mem\" = '0' RESTART"
    }

    def "listen_addresses #list, barmanhost uses #address (local #local): #outcome"() {
        given:
        def wanted = WantedSetting.implied('listen_addresses', new Floor.Listening(address, local, 'why'))
        def setting = new Setting('listen_addresses', list, Optional.empty(), 'postmaster', 'string', [], Optional.empty(),
            Optional.empty(), Optional.of(list), 'default')
        def state = new SettingState(new Settings(['listen_addresses': setting]), FileSettings.of([]), new Slots([]), [], ['10.0.0.1'])

        expect:
        describe(new SettingResource('pg', QUERIES, wanted).decide(state)) == outcome

        where:
        list                    | address     | local || outcome
        'localhost'             | 'localhost' | true  || 'in sync: localhost is enough: why'
        '*'                     | 'localhost' | true  || 'in sync: * is enough: why'
        '10.0.0.1'              | 'localhost' | true  || "ALTER SYSTEM SET \"listen_addresses\" = '10.0.0.1, localhost' RESTART"
        'localhost'             | '10.0.0.1'  | false || "ALTER SYSTEM SET \"listen_addresses\" = 'localhost, 10.0.0.1' RESTART"
        'localhost'             | '192.0.2.1' | false || "ALTER SYSTEM SET \"listen_addresses\" = '*' RESTART"
        'localhost, 10.0.0.1'   | '10.0.0.1'  | false || 'in sync: localhost, 10.0.0.1 is enough: why'
        '0.0.0.0'               | '10.0.0.1'  | false || 'in sync: 0.0.0.0 is enough: why'
        ''                      | 'localhost' | true  || "ALTER SYSTEM SET \"listen_addresses\" = 'localhost' RESTART"
    }

    def "a value from the command line cannot be changed, and is no trouble where it is good"() {
        given:
        def wanted = WantedSetting.declared('work_mem', new SettingDemand.Exactly(declared))
        def setting = new Setting('work_mem', '4096', Optional.of('kB'), 'user', 'integer', [], Optional.empty(),
            Optional.empty(), Optional.of('4096'), 'command line')

        expect:
        describe(decide(wanted, setting, [], [])).startsWith(outcome)

        where:
        declared || outcome
        '4MB'    || 'in sync: is 4096 as declared'
        '8MB'    || "conflict: work_mem is 4096 by the server's command line"
    }

    def "an unknown parameter is told with the one that was meant"() {
        when:
        def decision = decide(WantedSetting.declared('max_wal_sender', new SettingDemand.Exactly('1')),
            integer('max_wal_senders', '10'), [], [])

        then:
        (decision as Decision.Conflict).remedy() == 'Did you mean max_wal_senders?'
    }

    def "the last line of the files counts, and equal values in other spellings are equal"() {
        given:
        def wanted = WantedSetting.declared('work_mem', new SettingDemand.Exactly('1GB'))
        def setting = new Setting('work_mem', '4096', Optional.of('kB'), 'user', 'integer', [], Optional.empty(),
            Optional.empty(), Optional.of('4096'), 'default')
        def files = lines.withIndex().collect { text, i -> new FileSetting('Work_Mem', text, '/f', i + 1, Optional.empty()) }

        expect:
        describe(decide(wanted, setting, files, [])) == outcome

        where:
        lines              || outcome
        ['8MB', '1024MB']  || 'in sync: is 1048576 as declared'
        ['1GB', '8MB']     || "ALTER SYSTEM SET \"work_mem\" = '1048576' RELOAD"
        []                 || "ALTER SYSTEM SET \"work_mem\" = '1048576' RELOAD"
    }

    def "#name goes back from #running, #file in the file: #steps"() {
        given:
        def setting = new Setting(name, running, Optional.empty(), 'sighup', 'string', [], Optional.empty(), Optional.empty(), Optional.of(''),
            running == '' ? 'default' : 'configuration file')
        def files = file == null ? [] : [new FileSetting(name, file, '/data/postgresql.auto.conf', 1, Optional.empty())]
        def state = new SettingState(new Settings([(name): setting]), FileSettings.of(files), new Slots([]), [], [])
        def decision = new RestoredSetting(new SettingResource('pg', QUERIES, WantedSetting.declared(name, new SettingDemand.Exactly('')))).decide(state)

        expect:
        (decision instanceof Decision.Change ? decision.steps()*.describe() : []) == steps

        where:
        name                        | running  | file     || steps
        'synchronous_standby_names' | 'barman' | 'barman' || ['put synchronous_standby_names back on pg', 'reload pg']
        'synchronous_standby_names' | 'barman' | null     || ['reload pg']
        'synchronous_standby_names' | ''       | 'barman' || ['put synchronous_standby_names back on pg', 'reload pg']
        'synchronous_standby_names' | ''       | null     || []
        'cluster_name'              | 'barman' | 'barman' || ['put cluster_name back on pg']
        'cluster_name'              | 'barman' | null     || []
    }

    def "on the way back #name does not go from #value below what others use: #outcome"() {
        given:
        def setting = name == 'wal_level' ? walLevel(value) : integer(name, value)
        def files = [new FileSetting(name, file ?: value, '/data/postgresql.auto.conf', 1, Optional.empty())]
        def state = new SettingState(new Settings([(name): setting]), FileSettings.of(files), new Slots(slots), [], [], [],
            Optional.empty(), Optional.empty(), prepared)
        def inner = new SettingResource('pg', QUERIES, WantedSetting.restored(name, was, ['ours'] as Set))

        expect:
        describe(new RestoredSetting(inner).decide(state)) == outcome
        inner.planned(state).isPresent() == outcome.startsWith('ALTER')

        where:
        name                        | value     | was       | slots                          | prepared | file      || outcome
        'wal_level'                 | 'logical' | 'replica' | [logicalSlot()]                | 0        | null      || 'in sync: stays as it is: others have slots'
        'wal_level'                 | 'logical' | 'replica' | [logicalSlot()]                | 0        | 'replica' || 'conflict: wal_level was replica before jbarman\'s, and the server would not start with it: the slots of others need logical'
        'wal_level'                 | 'logical' | 'replica' | [slot('a')]                    | 0        | null      || 'ALTER SYSTEM SET "wal_level" = \'replica\' RESTART'
        'wal_level'                 | 'replica' | 'minimal' | [slot('a')]                    | 0        | null      || 'in sync: stays as it is: others have slots'
        'wal_level'                 | 'replica' | 'minimal' | [slot('ours')]                 | 0        | null      || 'ALTER SYSTEM SET "wal_level" = \'minimal\' RESTART'
        'max_replication_slots'     | '10'      | '1'       | [slot('a'), slot('ours')]      | 0        | null      || 'ALTER SYSTEM SET "max_replication_slots" = \'1\' RESTART'
        'max_replication_slots'     | '10'      | '1'       | [slot('a'), slot('b')]         | 0        | null      || 'in sync: stays as it is: others have slots'
        'max_wal_senders'           | '10'      | '0'       | [slot('a')]                    | 0        | null      || 'in sync: stays as it is: others have slots'
        'max_prepared_transactions' | '50'      | '0'       | []                             | 2        | null      || 'conflict: max_prepared_transactions was 0 before jbarman\'s, and the server would not start with it: the prepared transactions there are need 2'
        'max_prepared_transactions' | '50'      | '0'       | []                             | 0        | null      || 'ALTER SYSTEM SET "max_prepared_transactions" = \'0\' RESTART'
    }

    def "what cannot go back is a conflict, also where the server has not been told what the file says"() {
        given:
        def names = new Setting('synchronous_standby_names', '', Optional.empty(), 'sighup', 'string', [], Optional.empty(), Optional.empty(), Optional.of(''), 'default')
        def allowed = new Setting('allow_alter_system', 'off', Optional.empty(), 'sighup', 'bool', [], Optional.empty(), Optional.empty(), Optional.of('on'), 'configuration file')
        def files = [new FileSetting('synchronous_standby_names', 'barman', '/data/postgresql.conf', 1, Optional.empty())]
        def state = new SettingState(new Settings([synchronous_standby_names: names, allow_alter_system: allowed]), FileSettings.of(files), new Slots([]), [], [])

        expect:
        new RestoredSetting(new SettingResource('pg', QUERIES, WantedSetting.declared('synchronous_standby_names', new SettingDemand.Exactly(''))))
            .decide(state) instanceof Decision.Conflict
    }

    def "lists are quoted name by name, and the empty list is refused"() {
        given:
        def setting = new Setting('shared_preload_libraries', 'x', Optional.empty(), 'postmaster', 'string', [],
            Optional.empty(), Optional.empty(), Optional.of(''), 'configuration file')
        def files = [new FileSetting('shared_preload_libraries', 'x', '/f', 1, Optional.empty())]

        expect:
        describe(decide(WantedSetting.declared('shared_preload_libraries', new SettingDemand.Exactly(value)), setting, files, [])).startsWith(outcome)

        where:
        value             || outcome
        'x'               || 'in sync'
        "a,it's"          || "ALTER SYSTEM SET \"shared_preload_libraries\" = 'a', 'it''s' RESTART"
        ''                || 'conflict: ALTER SYSTEM cannot set shared_preload_libraries to the empty list'
    }

    def "commits that wait for what a standby applies are noted where names are synchronous, and nowhere else"() {
        given:
        def setting = new Setting(name, '', Optional.empty(), 'sighup', 'string', [], Optional.empty(), Optional.empty(), Optional.of(''), 'default')
        def files = [new FileSetting('synchronous_commit', 'remote_apply', '/etc/x.conf', 7, Optional.empty())]
        def own = [new OwnValue(Optional.of('app'), Optional.empty(), 'synchronous_commit', 'remote_apply'),
            new OwnValue(Optional.of('other'), Optional.empty(), 'synchronous_commit', 'local')]
        def state = new SettingState(new Settings([(name): setting]), FileSettings.of(files), new Slots([]), [], [], own, Optional.empty(), Optional.empty(), 0)

        when:
        def notes = new SettingResource('pg', QUERIES, WantedSetting.declared(name, new SettingDemand.Exactly('barman_receive_wal'))).notes(state)

        then:
        notes*.summary()*.replaceFirst(':(?= where).*', '') == told

        where:
        name                        || told
        'synchronous_standby_names' || ['/etc/x.conf:7 has synchronous_commit = remote_apply', 'role app has synchronous_commit = remote_apply']
        'cluster_name'              || []
    }

    def decide(WantedSetting wanted, Setting setting, List<FileSetting> files, List<Slot> slots) {
        def state = new SettingState(new Settings([(setting.name()): setting]), FileSettings.of(files), new Slots(slots), [], [])
        new SettingResource('pg', QUERIES, wanted).decide(state)
    }

    static Setting integer(String name, String value) {
        new Setting(name, value, Optional.empty(), 'postmaster', 'integer', [], Optional.empty(), Optional.empty(),
            Optional.of('10'), 'configuration file')
    }

    static Setting walLevel(String value) {
        new Setting('wal_level', value, Optional.empty(), 'postmaster', 'enum', ['minimal', 'replica', 'logical'],
            Optional.empty(), Optional.empty(), Optional.of(value), 'default')
    }

    static Slot slot(String name) {
        new Slot(name, true, false, true, false, Optional.empty())
    }

    static Slot logicalSlot() {
        new Slot('l', false, false, true, false, Optional.empty())
    }

    static String describe(Decision decision) {
        if (decision instanceof Decision.InSync) {
            return 'in sync: ' + decision.reason()
        }
        if (decision instanceof Decision.Conflict) {
            return 'conflict: ' + decision.summary()
        }
        def change = decision as Decision.Change
        assert change.effect() in [Effect.RELOAD, Effect.RESTART]
        change.steps()[0].statements()[0].display() + ' ' + change.effect().name()
    }
}
