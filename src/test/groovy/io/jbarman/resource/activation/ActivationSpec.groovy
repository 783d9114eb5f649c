package io.jbarman.resource.activation

import io.jbarman.facts.Fact
import io.jbarman.facts.Facts
import io.jbarman.facts.slot.Slots
import io.jbarman.plan.ResourceId
import io.jbarman.resource.setting.SettingResource
import io.jbarman.resource.setting.WantedSetting
import io.jbarman.topology.SettingDemand
import io.jbarman.facts.setting.FileSetting
import io.jbarman.facts.setting.FileSettings
import io.jbarman.facts.setting.Setting
import io.jbarman.facts.setting.Settings
import io.jbarman.facts.postmaster.HostClock
import io.jbarman.plan.Decision
import io.jbarman.plan.Postmaster
import io.jbarman.plan.Step
import io.jbarman.resource.setting.SettingQueries
import io.jbarman.resource.setting.SettingResourceSpec
import io.jbarman.topology.PostgresServer.RestartPolicy
import io.jbarman.topology.RestartWindow
import java.time.DayOfWeek
import java.time.LocalTime
import spock.lang.Specification

class ActivationSpec extends Specification {
    static final POSTMASTER = new Postmaster('h', 'postgres', '/data', '/etc/p.conf', '/bin', Optional.empty(), Optional.of('15/main'))

    def "restart: running #running (#source), file #file, planned #planned: #names"() {
        given:
        def setting = new Setting('max_wal_senders', running, Optional.empty(), 'postmaster', 'integer', [], Optional.empty(),
            Optional.empty(), Optional.of('10'), source)
        def files = file == null ? [] : [new FileSetting('max_wal_senders', file, '/f', 1, Optional.of('setting could not be applied'))]

        expect:
        Divergences.of(new Settings(['max_wal_senders': setting]), FileSettings.of(files), managed as Set,
            planned == null ? [:] : ['max_wal_senders': planned]).forRestart()*.name() == names

        where:
        running | source               | file | planned | managed             || names
        '10'    | 'default'            | null | null    | ['max_wal_senders'] || []
        '12'    | 'default'            | null | null    | ['max_wal_senders'] || []
        '12'    | 'default'            | null | '20'    | ['max_wal_senders'] || ['max_wal_senders']
        '10'    | 'configuration file' | '10' | null    | ['max_wal_senders'] || []
        '10'    | 'configuration file' | '20' | null    | ['max_wal_senders'] || ['max_wal_senders']
        '10'    | 'configuration file' | '20' | null    | []                  || []
        '10'    | 'configuration file' | '10' | '20'    | ['max_wal_senders'] || ['max_wal_senders']
        '10'    | 'configuration file' | '20' | '10'    | ['max_wal_senders'] || []
        '20'    | 'configuration file' | null | null    | ['max_wal_senders'] || ['max_wal_senders']
        '10'    | 'command line'       | '20' | null    | ['max_wal_senders'] || []
        '10'    | 'environment variable' | '20' | null  | ['max_wal_senders'] || []
    }

    def "a session's own value is no reason to reload, nor is another spelling"() {
        given:
        def setting = new Setting(name, running, Optional.empty(), 'user', 'string', [], Optional.empty(), Optional.empty(), Optional.of('x'), source)
        def files = FileSettings.of([new FileSetting(name, file, '/f', 1, Optional.empty())])

        expect:
        Divergences.of(new Settings([(name): setting]), files, [name] as Set, [:]).forReload().size() == reloads

        where:
        name              | running      | source               | file       || reloads
        'a'               | 'new'        | 'configuration file' | 'old'      || 1
        'a'               | 'session'    | 'session'            | 'old'      || 0
        'datestyle'       | 'ISO, DMY'   | 'configuration file' | 'iso,dmy'  || 0
        'archive_command' | '(disabled)' | 'configuration file' | 'cp'       || 0
    }

    def "a run that looks at #scope only, with max_wal_senders #file in the file: #outcome"() {
        given:
        def running = ['max_wal_senders': ['10', 'postmaster'], 'work_mem': ['4', 'user']].collectEntries { name, it ->
            [name, new Setting(name, it[0], Optional.empty(), it[1], 'integer', [], Optional.empty(), Optional.empty(), Optional.of('1'), 'default')]
        }
        def files = file == null ? [] : [new FileSetting('max_wal_senders', file, '/f', 1, Optional.empty())]
        def queries = SettingResourceSpec.QUERIES
        def settings = ['max_wal_senders', 'work_mem'].collect { new SettingResource('pg', queries, WantedSetting.declared(it, new SettingDemand.Exactly('20'))) }
        def facts = new Facts([(queries.running()): new Settings(running), (queries.files()): FileSettings.of(files),
                               (queries.slots())  : new Slots([]), (queries.senders()): []].collectEntries { [it.key, new Fact.Known(it.value)] })
        def configuration = new ServerConfiguration('pg', RestartPolicy.NEVER, queries, settings, Optional.empty())
        def ids = scope.collect { new ResourceId('pg', it.split('/')[0], it.split('/')[1]) } as Set

        expect:
        describe(new RestartResource(configuration, Optional.empty()).within(ids).decide(facts)).startsWith(outcome)
        describe(new ReloadResource(configuration, new RestartResource(configuration, Optional.empty())).within(ids).decide(facts)).startsWith(reload)

        where:
        scope                       | file || outcome                                              | reload
        ['setting/max_wal_senders'] | null || 'pending'                                            | 'in sync'
        ['setting/work_mem']        | null || 'in sync: no managed setting waits for a restart'    | 'reload'
        ['setting/work_mem']        | '20' || 'in sync: no managed setting waits for a restart (waiting as well' | 'reload'
        ['restart/server']          | null || 'in sync: no managed setting waits for a restart'    | 'in sync'
        ['restart/server']          | '20' || 'pending'                                            | 'in sync'
    }

    def "policy #policy, postmaster #known, #backups backups, divergent #divergent: #outcome"() {
        given:
        def restart = new RestartResource(new ServerConfiguration('pg', policy, SettingResourceSpec.QUERIES, [], Optional.empty()), Optional.empty())
        def one = divergent ? [new Divergence('wal_level', 'minimal', 'replica', true)] : []
        def others = [new Divergence('shared_buffers', '16384', '900000', true)]

        expect:
        describe(restart.decide(new RestartState(new Divergences(one, others), Optional.ofNullable(known ? POSTMASTER : null), backups))) == outcome

        where:
        policy                    | known | backups | divergent || outcome
        RestartPolicy.WHEN_NEEDED | true  | 0       | false     || 'in sync: no managed setting waits for a restart (waiting as well, not ours: shared_buffers 16384 -> 900000)'
        RestartPolicy.WHEN_NEEDED | true  | 0       | true      || 'restart pg (pg_ctlcluster 15 main restart): wal_level takes effect at a restart (waiting as well, not ours: shared_buffers 16384 -> 900000); restart: when-needed; no base backup was seen, but one begun by SQL can be hidden'
        RestartPolicy.NEVER       | true  | 0       | true      || 'pending: Restart pg at a time of your choosing (pg_ctlcluster 15 main restart), or set restart: when-needed.'
        RestartPolicy.NEVER       | false | 0       | true      || 'pending: Restart pg at a time of your choosing, or set restart: when-needed.'
        RestartPolicy.WHEN_NEEDED | true  | 1       | true      || "pending: Run the command again when it has ended (SELECT * FROM pg_stat_replication WHERE state = 'backup')."
        RestartPolicy.WHEN_NEEDED | false | 0       | true      || 'conflict: Restart it by hand, or set host, port and socket_directory so that its postmaster is found.'
    }

    def "the line that counts is in #file: the value that ran goes into #place"() {
        given:
        def restart = new RestartResource(new ServerConfiguration('pg', RestartPolicy.WHEN_NEEDED, SettingResourceSpec.QUERIES, [], Optional.empty()), Optional.empty())
        def one = [new Divergence('wal_level', 'minimal', 'replica', true, Optional.ofNullable(file))]
        def change = restart.decide(new RestartState(new Divergences(one, []), Optional.of(POSTMASTER), 0)) as Decision.Change

        expect:
        change.steps()[0].settings() == [new Step.SettingPlace('wal_level', place)]

        where:
        file                               || place
        null                               || '/data/postgresql.auto.conf'
        '/data/postgresql.auto.conf'       || '/data/postgresql.auto.conf'
        '/etc/p.conf'                      || '/data/postgresql.auto.conf'
        '/etc/conf.d/zz-jbarman.conf'      || '/etc/conf.d/zz-jbarman.conf'
    }

    def "in #policy at #now, signs #signs: #outcome"() {
        given:
        def window = new RestartPolicy.Within(RestartWindow.parse(policy).get())
        def restart = new RestartResource(new ServerConfiguration('pg', window, SettingResourceSpec.QUERIES, [], Optional.empty()), Optional.empty())
        def clock = now == null ? Optional.empty() : Optional.of(new HostClock(DayOfWeek.of(now[0]), LocalTime.parse(now[1]), 'CET'))
        def one = [new Divergence('wal_level', 'minimal', 'replica', true)]
        def decision = restart.decide(new RestartState(new Divergences(one, []), Optional.of(POSTMASTER), 0, signs, clock))

        expect:
        (decision instanceof Decision.Pending ? 'pending: ' + decision.reason() : 'restart') == outcome

        where:
        policy                         | now          | signs  || outcome
        'window "Sat 02:00-04:00"'     | [6, '02:00'] | []     || 'restart'
        'window "Sat 02:00-04:00"'     | [6, '03:59'] | []     || 'restart'
        'window "Sat 02:00-04:00"'     | [6, '04:00'] | []     || 'pending: wal_level takes effect at a restart; it may be restarted in window "Sat 02:00-04:00", and it is Sat 04:00 CET on h'
        'window "Sat 02:00-04:00"'     | [7, '03:00'] | []     || 'pending: wal_level takes effect at a restart; it may be restarted in window "Sat 02:00-04:00", and it is Sun 03:00 CET on h'
        'window "Sat 02:00-04:00"'     | null         | []     || 'pending: wal_level takes effect at a restart; but the clock of h could not be read'
        'window "Mon-Fri 22:00-02:00"' | [6, '01:59'] | []     || 'restart'
        'window "Mon-Fri 22:00-02:00"' | [1, '01:59'] | []     || 'pending: wal_level takes effect at a restart; it may be restarted in window "Mon,Tue,Wed,Thu,Fri 22:00-02:00", and it is Mon 01:59 CET on h'
        'window "daily 22:00-02:00"'   | [1, '23:00'] | []     || 'restart'
        'window "Sat,Sun 02:00-04:00"' | [7, '03:00'] | ['x is locked'] || 'pending: wal_level takes effect at a restart; a base backup seems to be under way, which a restart would break (x is locked)'
    }

    def "#text is no window"() {
        expect:
        RestartWindow.parse(text).isEmpty()

        where:
        text << ['window', 'window Sat', 'window "Sab 02:00-04:00"', 'window "Sat 2:00-4:00"', 'window "Sat 02:00-02:00"',
                 'window "Sat 24:00-25:00"', 'never', 'window "Sat; 02:00-04:00"']
    }

    def "reload: divergent #divergent, restart #restarts, hba #hba: #outcome"() {
        given:
        def configuration = new ServerConfiguration('pg', RestartPolicy.WHEN_NEEDED, SettingResourceSpec.QUERIES, [], Optional.empty())
        def reload = new ReloadResource(configuration, new RestartResource(configuration, Optional.empty()))
        def one = divergent ? [new Divergence('work_mem', '4', '8', false)] : []

        expect:
        describe(reload.decide(new ReloadState(new Divergences(one, []), restarts, Optional.ofNullable(hba)))) == outcome

        where:
        divergent | restarts | hba     || outcome
        false     | false    | null    || 'in sync: the server has read its files'
        true      | false    | null    || 'reload the configuration of pg: work_mem takes effect'
        true      | true     | null    || 'in sync: the restart reads the files'
        false     | false    | 'rules' || 'reload the configuration of pg: rules'
        false     | true     | 'rules' || 'in sync: the restart reads the files'
    }

    static String describe(Decision decision) {
        if (decision instanceof Decision.InSync) {
            return 'in sync: ' + decision.reason()
        }
        if (decision instanceof Decision.Pending) {
            return 'pending: ' + decision.remedy()
        }
        if (decision instanceof Decision.Conflict) {
            return 'conflict: ' + decision.remedy()
        }
        def change = decision as Decision.Change
        change.steps()[0].describe() + ': ' + change.reason()
    }
}
