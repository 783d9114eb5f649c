package io.jbarman.resource.trust

import io.jbarman.facts.setting.FileSetting
import io.jbarman.facts.setting.FileSettings
import io.jbarman.facts.setting.Setting
import io.jbarman.facts.setting.Settings
import io.jbarman.facts.slot.Slots
import io.jbarman.plan.Decision
import io.jbarman.resource.activation.RestartResource
import io.jbarman.resource.setting.SettingResource
import io.jbarman.resource.setting.SettingState
import io.jbarman.resource.setting.WantedSetting
import io.jbarman.topology.SettingDemand
import spock.lang.Specification

class LeftArchiverSpec extends Specification {
    static final BACK = ['put archive_command back on pg', 'reload pg']

    def "archive_mode runs as #mode, files say #files, the document #document: #outcome"() {
        given:
        def says = Optional.ofNullable(document).map { new SettingResource('pg', ArchiveCommandSpec.QUERIES, WantedSetting.declared('archive_mode', new SettingDemand.Exactly(it))) }
        def left = LeftArchiver.of('pg', ArchiveCommandSpec.QUERIES, says)

        expect:
        describe(left.decide(state(mode, files))) == outcome
        left.after() == [RestartResource.id('pg')] as Set

        where:
        mode     | files                                               | document || outcome
        'on'     | [archive_mode: 'on', archive_command: '/bin/true']  | null     || 'pending'
        'on'     | [archive_mode: 'on', archive_command: '/bin/true']  | 'always' || 'pending'
        'on'     | [archive_mode: 'on', archive_command: '/bin/true']  | 'off'    || BACK
        'on'     | [archive_mode: 'off', archive_command: '/bin/true'] | 'off'    || BACK
        'always' | [archive_mode: 'off', archive_command: '/bin/true'] | null     || 'pending'
        'off'    | [archive_mode: 'on', archive_command: '/bin/true']  | null     || 'pending'
        'off'    | [archive_mode: 'on', archive_command: '/bin/true']  | 'off'    || BACK
        'off'    | [archive_mode: 'off', archive_command: '/bin/true'] | null     || BACK
        'off'    | [archive_command: '/bin/true']                      | null     || BACK
        'off'    | [archive_command: '/bin/true']                      | 'on'     || 'pending'
        'on'     | [archive_mode: 'on', archive_command: 'scp %p h:']  | null     || 'in sync'
        'on'     | [archive_mode: 'on', archive_command: 'true']       | null     || 'in sync'
        'off'    | [:]                                                 | null     || 'in sync'
    }

    private static SettingState state(String mode, Map<String, String> files) {
        def all = [archive_mode   : new Setting('archive_mode', mode, Optional.empty(), 'postmaster', 'enum', ['always', 'on', 'off'],
                                        Optional.empty(), Optional.empty(), Optional.of('off'), files.archive_mode ? 'configuration file' : 'default'),
                   archive_command: new Setting('archive_command', mode == 'off' ? '(disabled)' : files.archive_command ?: '', Optional.empty(), 'sighup', 'string', [],
                                        Optional.empty(), Optional.empty(), Optional.of(''), files.archive_command ? 'configuration file' : 'default')]
        def lines = files.collect { name, value -> new FileSetting(name, value, '/d/postgresql.auto.conf', 7, Optional.empty()) }
        new SettingState(new Settings(all), FileSettings.of(lines), new Slots([]), [], [])
    }

    private static Object describe(Decision decision) {
        switch (decision) {
            case Decision.Change: return decision.steps()*.describe()
            case Decision.Pending: return 'pending'
            case Decision.InSync: return 'in sync'
            default: return decision.toString()
        }
    }
}
