package io.jbarman.resource.trust

import io.jbarman.facts.postmaster.PostmasterQuery
import io.jbarman.facts.server.WalSendersQuery
import io.jbarman.facts.setting.FileSetting
import io.jbarman.facts.setting.FileSettings
import io.jbarman.facts.setting.FileSettingsQuery
import io.jbarman.facts.setting.Setting
import io.jbarman.facts.setting.Settings
import io.jbarman.facts.setting.SettingsQuery
import io.jbarman.facts.slot.Slots
import io.jbarman.facts.slot.SlotsQuery
import io.jbarman.plan.Decision
import io.jbarman.plan.Plan
import io.jbarman.plan.Step
import io.jbarman.report.Ink
import io.jbarman.report.PlanText
import io.jbarman.resource.activation.RestartResource
import io.jbarman.resource.setting.RestoredSetting
import io.jbarman.resource.setting.SettingQueries
import io.jbarman.resource.setting.SettingResource
import io.jbarman.resource.setting.SettingState
import io.jbarman.resource.setting.WantedSetting
import io.jbarman.topology.ArchiveCommand.Method
import io.jbarman.topology.SettingDemand
import io.jbarman.transport.Account
import java.nio.file.Files
import java.nio.file.Path
import spock.lang.Specification

/** What an archiver that is in place comes to, as the plan tells it. -Dgolden.write=true writes the plans anew. */
class ArchiveCommandSpec extends Specification {
    static final GOLDEN = Path.of(System.getProperty('jbarman.checkout', '.'), 'src/test/resources/trust')
    static final QUERIES = new SettingQueries(new SettingsQuery('pg'), new FileSettingsQuery('pg'), new SlotsQuery('pg'),
        new WalSendersQuery('pg'), new PostmasterQuery('h', Account.ROOT, 5432, ['/tmp']))
    static final PGBACKREST = 'pgbackrest --stanza=pg archive-push %p'
    static final OURS = '/p/.jbarman/wal-archive -U barman 10.0.0.9 pg %p'
    static final CLIENT = 'barman-wal-archive -U barman old.example.org pg %p'
    static final RSYNC = 'rsync -a %p barman@old.example.org:/old/pg/incoming/%f'
    static final COPY = '/q/.jbarman/wal-copy %p /srv/pg/incoming/%f'
    static final AUTO = '/d/postgresql.auto.conf'
    static final MAIN = '/d/postgresql.conf'

    def "archive_command, from facts to plans"() {
        given:
        def text = cases().collect { name, decision -> "== $name\n${plan(decision)}" }.join('\n')
        if (Boolean.getBoolean('golden.write')) {
            Files.writeString(GOLDEN.resolve('archive-command.txt'), text)
        }

        expect:
        text == Files.readString(GOLDEN.resolve('archive-command.txt'))
    }

    static Map<String, Decision> cases() {
        [
            'no archiver'                              : decide([]),
            'archive_mode off, which hides the command': decide([], shown: '(disabled)'),
            'a placeholder in postgresql.conf'         : decide([line(MAIN, '/bin/true')]),
            'Barman\'s client is installed'            : decide([], client: true),
            'a non-standard port'                      : decide([], port: 2222),
            'rsync'                                    : decide([], method: Method.RSYNC),
            'rsync, guarded'                           : decide([], method: Method.RSYNC_GUARDED),
            'local copy'                               : decide([], method: Method.LOCAL_COPY),
            'in place'                                 : decide([line(AUTO, OURS)]),
            'in place, the server not told yet'        : decide([line(AUTO, OURS)], shown: 'true'),
            'in place, by another of our methods'      : decide([line(AUTO, "rsync -a %p barman@10.0.0.9:/b/pg/incoming/%f")]),
            'in place, by a copy before'               : decide([line(AUTO, '/p/.jbarman/wal-copy %p /b/pg/incoming/%f')]),
            'our script, another host'                 : decide([line(AUTO, OURS.replace('10.0.0.9', 'old.example.org'))]),
            'our script, another home'                 : decide([line(AUTO, OURS.replace('/p/', '/var/lib/pgsql/'))]),
            'our copy, another home'                   : decide([line(AUTO, COPY.replace('/srv/', '/b/'))]),
            'a copy to another directory, on record'   : decide([line(AUTO, COPY)], given: [COPY]),
            'a copy to another directory, not on record': decide([line(AUTO, COPY)]),
            'another topology\'s copy, quoted'         : decide([line(AUTO, COPY)], method: Method.LOCAL_COPY, replace: COPY),
            'guarded, by the host\'s name before'      : decide([line(AUTO, 'test "$(hostname --fqdn)" = old && rsync -a %p barman@10.0.0.9:/b/pg/incoming/%f')], method: Method.RSYNC_GUARDED),
            'Barman\'s client, another host, not on record': decide([line(AUTO, CLIENT)]),
            'Barman\'s client, another host, on record' : decide([line(AUTO, CLIENT)], given: ['/bin/true', CLIENT]),
            'rsync elsewhere, on record'               : decide([line(AUTO, RSYNC)], given: [RSYNC]),
            'a placeholder on record is a person\'s, too': decide([line(AUTO, '/bin/true')], given: ['/bin/true']),
            'no restart for now, archive_mode off'     : waiting([line(AUTO, '/bin/true')], 'off'),
            'no restart for now, archive_mode on'      : waiting([line(AUTO, '/bin/true')], 'on'),
            'no restart for now, in place'             : waiting([line(AUTO, OURS)], 'on'),
            'our script, another server'               : decide([line(AUTO, OURS.replace(' pg ', ' pg2 '))]),
            'another archiver'                         : decide([line(MAIN, PGBACKREST)]),
            'another archiver, quoted'                 : decide([line(MAIN, PGBACKREST)], replace: PGBACKREST),
            'another archiver, quoted wrongly'         : decide([line(MAIN, PGBACKREST)], replace: 'pgbackrest archive-push %p'),
            'a placeholder hides another archiver'     : decide([line(MAIN, PGBACKREST), line(AUTO, 'true')]),
            'given on the command line'                : decide([], source: 'command line', shown: PGBACKREST),
            'a library archives'                       : decide([line(AUTO, OURS)], library: 'basic_archive'),
            'the way back: nothing before'             : back([line(AUTO, OURS)], ''),
            'the way back: a placeholder in a file'    : back([line(MAIN, 'true'), line(AUTO, OURS)], 'true'),
            'the way back: another archiver before'    : back([line(AUTO, OURS)], PGBACKREST),
            'the way back: Barman\'s client, another host, on record': back([line(AUTO, CLIENT)], '', given: [CLIENT]),
            'the way back: Barman\'s client, another host, not on record': back([line(AUTO, CLIENT)], ''),
            'the way back: a copy to another directory': back([line(AUTO, COPY)], ''),
            'the way back: a copy to another directory, on record': back([line(AUTO, COPY)], '', given: [COPY]),
            'the way back: it is there'                : back([], ''),
            'the way back: the server not told yet'    : back([], '', shown: OURS),
            'the way back: archive_mode goes off by a restart of this plan': back([line(AUTO, OURS)], '', mode: 'on', restarts: true),
            'the way back: archive_mode goes off by a restart that is put off': back([line(AUTO, OURS)], '', mode: 'on'),
            'the way back: held, the server not told yet': back([line(AUTO, '/bin/true')], '', mode: 'on', shown: OURS),
            'the way back: held until the restart'     : back([line(AUTO, '/bin/true'), mode('off')], '', mode: 'on'),
            'the way back: held from the beginning, archive_mode still to go off': back([line(AUTO, '/bin/true')], '', mode: 'on'),
            'the way back: held, and restarted'        : back([line(AUTO, '/bin/true')], '', mode: 'off'),
            'the way back: archive_mode was on before' : back([line(AUTO, OURS)], '', mode: 'on', stays: true),
            'the way back: true by hand, archive_mode stays': back([line(AUTO, '/bin/true')], '', mode: 'on', stays: true),
            'the way back: another archiver since'     : back([line(AUTO, PGBACKREST)], ''),
        ]
    }

    private static String plan(Decision decision) {
        def text = PlanText.of(new Plan('shop', [decision], []), true, Ink.NONE)
        decision instanceof Decision.Change ? text + decision.steps().collect { "  step: ${it.describe()}\n" }.join('') + statement(decision) : text
    }

    private static String statement(Decision.Change change) {
        change.steps().findAll { it instanceof Step.RunSql && it.statements()[0].display().startsWith('ALTER') }.collect { "  sql: ${it.statements()[0].display()}\n" }.join('')
    }

    private static FileSetting mode(String value) {
        new FileSetting('archive_mode', value, AUTO, 8, Optional.empty())
    }

    private static FileSetting line(String file, String value) {
        new FileSetting('archive_command', value, file, 7, Optional.empty())
    }

    private static Decision decide(Map<String, Object> more = [:], List<FileSetting> lines) {
        resource(more).decide(state(more, lines))
    }

    private static Decision waiting(List<FileSetting> lines, String mode) {
        resource([:]).without([RestartResource.id('pg')] as Set).get().decide(state([mode: mode], lines))
    }

    private static Decision back(Map<String, Object> more = [:], List<FileSetting> lines, String was) {
        def before = new SettingResource('pg', QUERIES, WantedSetting.declared('archive_command', new SettingDemand.Exactly(was)))
        def off = new SettingResource('pg', QUERIES, WantedSetting.declared('archive_mode', new SettingDemand.Exactly('off')))
        def wayBack = Optional.ofNullable(more.mode && !more.stays ? new RestoredSetting(off) : null)
        new RestoredArchiveCommand(resource([given: more.given]), new RestoredSetting(before), wayBack, Optional.empty(), more.restarts ?: false)
            .decide(state(more, lines + (more.mode && lines.every { it.name() != 'archive_mode' } ? [mode(more.mode)] : [])))
    }

    private static ArchiveCommandResource resource(Map<String, Object> more) {
        def port = more.port == null ? OptionalInt.empty() : OptionalInt.of(more.port as int)
        def way = new ArchiveWay(more.method ?: Method.BARMAN_WAL_ARCHIVE, 'barman', '10.0.0.9', port, 'pg', '/b/pg/incoming')
        new ArchiveCommandResource(new Peer('pg', 'pghost', 'postgres'), QUERIES, way, '.jbarman/wal-archive', Optional.ofNullable(more.replace), Set.of()).having(more.given ?: [])
    }

    private static ArchiveCommandResource.State state(Map<String, Object> more, List<FileSetting> lines) {
        def commands = lines.findAll { it.name() == 'archive_command' }
        def shown = more.shown ?: (commands ? commands[-1].value() : '')
        def settings = [archive_command: setting('archive_command', shown, more.source ?: (commands ? 'configuration file' : 'default')),
                        archive_library: setting('archive_library', more.library ?: '', more.library ? 'override' : 'default')]
        if (more.mode) {
            settings.archive_mode = new Setting('archive_mode', more.mode, Optional.empty(), 'postmaster', 'enum', ['always', 'on', 'off'],
                Optional.empty(), Optional.empty(), Optional.of('off'), 'configuration file')
        }
        new ArchiveCommandResource.State(new SettingState(new Settings(settings), FileSettings.of(lines), new Slots([]), [], []),
            new ArchiveWay.Means(more.client ?: false, '/p/.jbarman', 'db1.example.org'))
    }

    private static Setting setting(String name, String value, String source) {
        new Setting(name, value, Optional.empty(), 'sighup', 'string', [], Optional.empty(), Optional.empty(), Optional.of(''), source)
    }
}
