package io.jbarman.resource.setting

import io.jbarman.facts.setting.FileSetting
import io.jbarman.facts.setting.FileSettings
import io.jbarman.facts.setting.Setting
import io.jbarman.facts.setting.Settings
import io.jbarman.facts.slot.Slots
import io.jbarman.plan.Decision
import io.jbarman.plan.Step
import io.jbarman.topology.SettingDemand
import spock.lang.Specification

class HeldArchiverSpec extends Specification {
    static final FLOOR = new Floor.ArchiveMode('WAL is sent')
    static final HOLD = "ALTER SYSTEM SET \"archive_command\" = '/bin/true'"
    static final ON = "ALTER SYSTEM SET \"archive_mode\" = 'on'"

    def "archive_mode runs as #mode, files say #files, library #library, demanded #demand: #outcome"() {
        expect:
        describe(new HeldArchiver(new SettingResource('pg', SettingResourceSpec.QUERIES, wanted(demand))).decide(state(mode, files, library, source))) == outcome

        where:
        mode     | files                                               | library | demand   | source    || outcome
        'off'    | [:]                                                 | ''      | 'on'     | 'default' || [HOLD, ON]
        'off'    | [archive_command: '']                               | null    | 'on'     | 'default' || [HOLD, ON]
        'off'    | [:]                                                 | ''      | 'always' | 'default' || [HOLD, ON.replace("'on'", "'always'")]
        'off'    | [archive_mode: 'on']                                | ''      | 'on'     | 'default' || [HOLD]
        'off'    | [archive_mode: 'on', archive_command: '/bin/true']  | ''      | 'on'     | 'default' || 'on is enough: WAL is sent'
        'off'    | [archive_command: 'pgbackrest %p']                  | ''      | 'on'     | 'default' || [ON]
        'off'    | [archive_command: 'true']                           | ''      | 'on'     | 'default' || [ON]
        'off'    | [:]                                                 | 'basic' | 'on'     | 'default' || [ON]
        'on'     | [archive_mode: 'on']                                | ''      | 'on'     | 'default' || 'on is enough: WAL is sent'
        'always' | [archive_mode: 'always']                            | ''      | 'on'     | 'default' || 'always is enough: WAL is sent'
        'off'    | [:]                                                 | ''      | 'on'     | 'command line' || 'conflict'
    }

    def "a record tells the command by its own address, and the plan tells of both"() {
        given:
        def change = new HeldArchiver(new SettingResource('pg', SettingResourceSpec.QUERIES, wanted('on'))).decide(state('off', [:], '', 'default')) as Decision.Change

        expect:
        change.differences().collect { "${it.attribute()}: ${it.before()} -> ${it.after()}".toString() } == ['value: off -> on', 'setting/archive_command:  -> /bin/true']
        change.parts().collect { "${it.id()} ${it.differences()[0].attribute()}: ${it.differences()[0].before()} -> ${it.differences()[0].after()}".toString() } ==
            ['pg/setting/archive_mode value: off -> on', 'pg/setting/archive_command value:  -> /bin/true']
        HeldArchiver.concerns(wanted('on'))
        !HeldArchiver.concerns(WantedSetting.declared('archive_mode', new SettingDemand.Exactly('on')))
    }

    private static WantedSetting wanted(String demand) {
        def implied = WantedSetting.implied('archive_mode', FLOOR)
        demand == 'always' ? implied & WantedSetting.declared('archive_mode', new SettingDemand.Exactly('always')) : implied
    }

    private static SettingState state(String mode, Map<String, String> files, String library, String source) {
        def all = [archive_mode   : new Setting('archive_mode', mode, Optional.empty(), 'postmaster', 'enum', ['always', 'on', 'off'],
                                        Optional.empty(), Optional.empty(), Optional.of('off'), source),
                   archive_command: text('archive_command', mode == 'off' ? '(disabled)' : files.archive_command ?: '')]
        if (library != null) {
            all.archive_library = text('archive_library', library)
        }
        def lines = (files + (library ? [archive_library: library] : [:])).collect { name, value -> new FileSetting(name, value, '/d/x.conf', 7, Optional.empty()) }
        new SettingState(new Settings(all), FileSettings.of(lines), new Slots([]), [], [])
    }

    private static Setting text(String name, String value) {
        new Setting(name, value, Optional.empty(), 'sighup', 'string', [], Optional.empty(), Optional.empty(), Optional.of(''), 'default')
    }

    private static Object describe(Decision decision) {
        if (decision instanceof Decision.Change) {
            return decision.steps().collect { (it as Step.RunSql).statements()[0].display() }
        }
        decision instanceof Decision.InSync ? decision.reason() : 'conflict'
    }
}
