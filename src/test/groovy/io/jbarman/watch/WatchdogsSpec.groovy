package io.jbarman.watch

import static io.jbarman.watch.Finding.Level.*

import io.jbarman.pg.WalSegmentSize
import io.jbarman.watch.HostFacts.Disk
import io.jbarman.watch.HostFacts.WalRate
import io.jbarman.watch.ServerFacts.Archiving
import io.jbarman.watch.ServerFacts.Lag
import io.jbarman.watch.ServerFacts.Synchronous
import java.time.Duration
import java.time.Instant
import spock.lang.Specification

class WatchdogsSpec extends Specification {
    static final NOW = Instant.parse('2026-01-01T00:00:00Z')
    static final GB = 1L << 30
    static final RATE = new WalRate(Duration.ofHours(1), 64, GB)
    static final STILL = new WalRate(Duration.ofHours(1), 0, 0)

    private static SlotFact slot(Map with = [:]) {
        new SlotFact(with.name ?: 'barman', true, with.active != false, with.temporary == true, Optional.ofNullable(with.held),
            Optional.ofNullable(with.status), Optional.ofNullable(with.safe), Optional.ofNullable(with.invalidation))
    }

    private static ServerFacts server(Map with = [:]) {
        new ServerFacts(NOW.plusMillis(with.skew ?: 0), NOW, NOW.plusMillis(with.trip ?: 0), with.size ?: WalSegmentSize.DEFAULT, GB, Optional.empty(), with.major ?: 17,
            Optional.ofNullable(with.timeout), with.slots ?: [], Optional.ofNullable(with.lag),
            with.archiving ?: new Archiving(false, Optional.empty(), Optional.empty(), false, ''), with.synchronous ?: new Synchronous('', [], true), '')
    }

    private static Finding one(List<Finding> findings, String name) {
        findings.find { it.name() == name }
    }

    def "our slot: #what is #level"() {
        when:
        def finding = one(new SlotWatch(server(slots: [own]), Optional.of('barman'), rate).findings(), 'slot retention')

        then:
        finding.level() == level
        finding.text().contains(says)
        (level == OK) == finding.remedy().empty

        where:
        what                                      | own                                                              | rate  || level   | says
        'level with the server'                   | slot(held: 16000L, status: 'reserved')                           | RATE  || OK      | 'holds 16 kB'
        'unlimited, twice max_wal_size'           | slot(held: 2 * GB + 1, status: 'extended')                       | RATE  || WARNING | 'nothing limits it'
        'unlimited, ten times max_wal_size'       | slot(held: 10 * GB + 1, status: 'extended', active: false)       | RATE  || FAILED  | 'holds 10 GB'
        'before 13, nothing but what it holds'    | slot(held: 3 * GB)                                               | RATE  || WARNING | 'holds 3.0 GB'
        'limited, much left'                      | slot(held: GB, safe: 100 * GB, status: 'extended', active: false) | RATE || OK      | '100 GB more until it is lost (4 days'
        'limited, lost within a day'              | slot(held: GB, safe: 5 * GB, status: 'extended', active: false)  | RATE  || WARNING | '5 h at the last'
        'limited, lost within an hour'            | slot(held: GB, safe: GB >> 1, status: 'extended', active: false) | RATE  || FAILED  | '30 min at the last'
        'limited and short, but received from'    | slot(held: 16000L, safe: GB >> 1, status: 'reserved')            | RATE  || OK      | 'more until'
        'limited, nothing archived, a tenth left' | slot(held: GB, safe: GB.intdiv(10), active: false)               | STILL || FAILED  | '102 MB more'
        'the same, and the receiver hangs'        | slot(held: 2 * GB, safe: 1000L, status: 'extended')              | STILL || FAILED  | '1000 B more'
        'limited, nothing archived, half left'    | slot(held: GB, safe: GB - 1, active: false)                      | STILL || WARNING | '1024 MB more'
        'limited, nothing archived, much left'    | slot(held: GB, safe: 9 * GB, active: false)                      | STILL || OK      | '9.0 GB more'
        'a rate that is running out'              | slot(held: GB, safe: 1L << 20, active: false)                    | new WalRate(Duration.ofHours(1), 1, 1) || FAILED | '1.0 MB more'
        'limited, nothing archived, all received' | slot(held: 16000L, safe: 1000L, status: 'reserved')              | STILL || OK      | '1000 B more'
        'about to be lost'                        | slot(held: GB, safe: -5L, status: 'unreserved')                  | RATE  || FAILED  | 'at the next checkpoint'
        'lost'                                    | slot(status: 'lost', active: false)                              | RATE  || FAILED  | 'has lost its WAL'
        'invalidated'                             | slot(invalidation: 'idle_timeout', active: false)                | RATE  || FAILED  | '(idle_timeout)'
    }

    def "with segments of #size, 64 an hour, what is left lasts #says"() {
        expect:
        one(new SlotWatch(server(slots: [slot(held: GB, safe: 100 * GB, active: false)], size: WalSegmentSize.parse(size)), Optional.of('barman'), RATE)
            .findings(), 'slot retention').text().contains(says)

        where:
        size    || says
        '1MB'   || '66 days'
        '16MB'  || '4 days'
        '1GB'   || '93 min'
    }

    def "a slot of others that is in use: holding #held it is #level"() {
        when:
        def finding = one(new SlotWatch(server(slots: [slot(held: 0L), slot(name: 'other', held: held), slot(name: 'third', held: 1L)]), Optional.of('barman'), RATE)
            .findings(), 'slots of others')

        then:
        finding.level() == level
        finding.text().startsWith("slot 'other' is in use and holds")
        (level == OK) == finding.remedy().empty

        where:
        held        || level
        1000L       || OK
        2 * GB + 1  || WARNING
        11 * GB     || FAILED
    }

    def "a slot that is not there is unknown, never well"() {
        expect:
        one(new SlotWatch(server(slots: []), own, RATE).findings(), 'slot retention').level() == UNKNOWN

        where:
        own << [Optional.of('barman'), Optional.empty()]
    }

    def "slots of others: #what is #level"() {
        when:
        def finding = one(new SlotWatch(server(slots: [slot(held: 0L)] + others), Optional.of('barman'), RATE).findings(), 'orphan slots')

        then:
        finding.level() == level
        level == OK || finding.remedy().contains("pg_drop_replication_slot('other')")

        where:
        what                      | others                                                    || level
        'none'                    | []                                                        || OK
        'one in use'              | [slot(name: 'other', held: 50 * GB)]                      || OK
        'a temporary one'         | [slot(name: 'other', active: false, temporary: true)]     || OK
        'one that is idle'        | [slot(name: 'other', active: false, held: 1L)]            || WARNING
        'one that holds too much' | [slot(name: 'other', active: false, held: 11 * GB)]       || FAILED
        'one that has lost all'   | [slot(name: 'other', active: false, status: 'lost', held: 11 * GB)] || WARNING
    }

    def "idle_replication_slot_timeout on #major, #timeout: #level"() {
        expect:
        one(new SlotWatch(server(major: major, timeout: timeout), Optional.empty(), RATE).findings(), 'idle_replication_slot_timeout')?.level() == level

        where:
        major | timeout                || level
        17    | null                   || null
        18    | null                   || OK
        18    | Duration.ofDays(1)     || WARNING
    }

    def "clock: #skew ms off, answered within #trip ms: #level"() {
        expect:
        one(new FlowWatch(server(skew: skew, trip: trip), false).findings(), 'clock skew').level() == level

        where:
        skew    | trip  || level
        0       | 1     || OK
        1900    | 1     || OK
        2600    | 1     || WARNING
        -2600   | 1     || WARNING
        61000   | 1     || FAILED
        -61000  | 1     || FAILED
        9000    | 15000 || OK
    }

    def "lag: #what is #level"() {
        expect:
        one(new FlowWatch(server(lag: lag), true).findings(), 'WAL lag').level() == level

        where:
        what                       | lag                                                                  || level
        'none'                     | new Lag('streaming', Optional.of(0L), Duration.ZERO)                 || OK
        'a gigabyte and more'      | new Lag('catchup', Optional.of(GB + 1), Duration.ZERO)               || WARNING
        'six minutes'              | new Lag('streaming', Optional.of(1L), Duration.ofMinutes(6))         || WARNING
        'hidden from the role'     | new Lag('', Optional.empty(), Duration.ZERO)                         || UNKNOWN
        'of nobody'                | null                                                                 || UNKNOWN
    }

    def "remote_apply for #places with synchronous_standby_names '#names' is #level"() {
        expect:
        one(new FlowWatch(server(synchronous: new Synchronous(names, places, seen)), streams).findings(), 'remote_apply')?.level() == level

        where:
        places                | names    | streams | seen  || level
        []                    | 'barman' | true    | true  || null
        []                    | 'barman' | true    | false || UNKNOWN
        []                    | ''       | true    | false || null
        []                    | 'barman' | false   | false || null
        ['role app']          | ''       | true    | true  || OK
        ['role app', '/conf'] | 'barman' | true    | true  || WARNING
        ['role app']          | 'barman' | true    | false || WARNING
        ['role app']          | 'barman' | false   | true  || null
    }

    def "archive_command: #what is #level"() {
        expect:
        one(new FlowWatch(server(archiving: archiving), false).findings(), 'archive_command backlog')?.level() == level

        where:
        what                                  | archiving                                                                              || level
        'archive_mode off'                    | new Archiving(false, Optional.empty(), Optional.empty(), true, '')                     || null
        'nothing waits'                       | new Archiving(true, Optional.of(0L), Optional.empty(), false, '')                      || OK
        'a file of this minute'               | new Archiving(true, Optional.of(1L), Optional.of(Duration.ofMinutes(1)), false, '')    || OK
        'it hangs, and counts no failure'     | new Archiving(true, Optional.of(3L), Optional.of(Duration.ofMinutes(3)), false, '')    || WARNING
        'it has not worked for long'          | new Archiving(true, Optional.of(9L), Optional.of(Duration.ofMinutes(16)), true, 'W')   || FAILED
        'hidden from the role, and well'      | new Archiving(true, Optional.empty(), Optional.empty(), false, '')                     || UNKNOWN
        'hidden from the role, and failing'   | new Archiving(true, Optional.empty(), Optional.empty(), true, 'W')                     || FAILED
    }

    def "the archiver, #files files, the first for #oldest min, the last one archived #still min ago: #level"() {
        expect:
        with(ArchiverWatch.of(new ArchiverWatch.Queue(files, Duration.ofSeconds((oldest * 60) as long), Duration.ofSeconds((still * 60) as long)), 'do')) {
            it.name() == 'WAL archiver'
            it.level() == level
            text().startsWith(says)
            (level == OK) == remedy().empty
        }

        where:
        files | oldest | still   || level   | says
        0     | 0      | 100_000 || OK      | 'nothing waits'
        1     | 1.9    | 100_000 || OK      | '1 file waits, the first for 114 s'
        900   | 600    | 1       || OK      | '900 files wait, the first for 10 h'
        2     | 3      | 100_000 || WARNING | '2 files wait, the first for 3 min, and nothing was archived for 3 min'
        9     | 600    | 16      || FAILED  | '9 files wait, the first for 10 h, and nothing was archived for 16 min'
        9     | 16     | 600     || FAILED  | '9 files wait, the first for 16 min, and nothing was archived for 16 min'
        9     | 600    | -5      || OK      | '9 files wait'
    }

    def "disk with #free MB free of #total MB, #rate: #level"() {
        given:
        def disk = new Disk('/d/pg_wal', (free as long) << 20, (total as long) << 20)
        def data = new Disk('/d', (free as long) << 20, (total as long) << 20)
        def facts = new HostFacts(NOW, [disk], rate, Optional.empty(), 0, 0, 0)

        expect:
        new HostWatch(facts).disks()*.level() == [level]
        new HostWatch(facts).serverDisk(Optional.of(disk), WalSegmentSize.DEFAULT).level() == level
        new HostWatch(facts).serverDisk(Optional.of(data), WalSegmentSize.DEFAULT).level() == (level == OK ? UNKNOWN : level)
        new HostWatch(facts).serverDisk(Optional.empty(), WalSegmentSize.DEFAULT).level() == UNKNOWN

        where:
        free    | total   | rate  || level
        500_000 | 900_000 | RATE  || OK
        20_000  | 100_000 | RATE  || WARNING
        2_000   | 100_000 | STILL || WARNING
        1_000   | 100_000 | RATE  || FAILED
        63      | 100     | STILL || FAILED
    }

    def "queues and ages of Barman's: #most files, #age"() {
        given:
        def facts = new HostFacts(NOW, [], STILL, Optional.ofNullable(last), 0, 3, 2)

        expect:
        new HostWatch(facts).queues(Optional.ofNullable(most))*.hint()*.replaceFirst(';.*', '') == queues
        with(new HostWatch(facts).age(Optional.ofNullable(age), '1 HOUR')) {
            level() == ages
            text().startsWith(says)
        }

        where:
        most | age                  | last                  || queues                                                                                              | ages   | says
        null | null                 | null                  || []                                                                                                  | OK     | 'no last_wal_maximum_age provided'
        3    | Duration.ofHours(1)  | NOW.minusSeconds(60)  || []                                                                                                  | OK     | 'interval provided: 1 HOUR, latest wal age: 60 s'
        2    | Duration.ofHours(1)  | NOW.minusSeconds(7199) || ['there are too many WALs in queue: 3, max 2']                                                    | FAILED | 'interval provided'
        1    | Duration.ofHours(1)  | null                  || ['there are too many WALs in queue: 3, max 1', 'there are too many WALs in queue: 2, max 1']     | FAILED | 'no WAL was archived'
    }
}
