package io.jbarman.watch

import io.jbarman.catalog.BackupCatalogue
import io.jbarman.config.BarmanConfigReader
import io.jbarman.config.ServerConfig
import java.nio.file.Files
import java.nio.file.Path
import java.time.Instant
import java.time.ZoneId
import spock.lang.Specification
import spock.lang.TempDir

class BackupWatchSpec extends Specification {
    static final NOW = Instant.parse('2026-11-27T12:00:00Z')

    @TempDir
    Path home

    private ServerConfig server(String options) {
        def file = home.resolve('barman.conf')
        Files.writeString(file, "[barman]\nbarman_home = $home\nbarman_user = x\n[pg]\nconninfo = host=127.0.0.1\n$options\n")
        BarmanConfigReader.read(file).find('pg').get()
    }

    private void backup(String id, String place, Map values) {
        def file = home.resolve("pg/$place")
        Files.createDirectories(file.parent)
        def all = [status: 'DONE', size: 5 << 20, parent_backup_id: 'None', tablespaces: 'None', error: "it said a=b"] + values
        Files.writeString(file, all.collect { key, value -> "$key=$value" }.join('\n') + '\n')
    }

    private BackupWatch watch(String options = '') {
        def server = server(options)
        new BackupWatch(server, BackupCatalogue.of(server).backups(ZoneId.of('Europe/Rome')))
    }

    private static said(Finding finding) {
        "${finding.level()} ${finding.text()}".toString()
    }

    def "without backups and without limits all is well"() {
        expect:
        with(watch()) {
            said(age(NOW)) == 'OK no last_backup_maximum_age provided'
            said(size()) == 'OK 0 B'
            said(failed()) == 'OK there are 0 failed backups'
            said(redundancy()) == 'OK have 0 non-incremental backups, expected at least 0'
        }
    }

    def "the newest backup that was copied counts, in either layout; a time without an offset is this host's"() {
        given:
        backup('20261101T100000', 'base/20261101T100000/backup.info', [end_time: '2026-11-01 10:01:02.345678+00:00'])
        backup('20261126T120000', place, [end_time: time, status: status, size: 7 << 20])
        Files.createDirectories(home.resolve('pg/base/no-backup'))
        def watch = watch('last_backup_maximum_age = 1 DAY\nlast_backup_minimum_size = 6Mi')

        expect:
        said(watch.age(NOW)) == age
        said(watch.size()) == size

        where:
        place                                | time                        | status             || age                                                               | size
        'base/20261126T120000/backup.info'   | '2026-11-27 06:00:00+00:00' | 'DONE'             || 'OK interval provided: 1 DAY, latest backup age: 6 h'             | 'OK last backup size 7.0 MB >= 6.0 MB minimum'
        'meta/20261126T120000-backup.info'   | '2026-11-27 06:00:00+00:00' | 'WAITING_FOR_WALS' || 'OK interval provided: 1 DAY, latest backup age: 6 h'             | 'OK last backup size 7.0 MB >= 6.0 MB minimum'
        'meta/20261126T120000-backup.info'   | '2026-11-27 07:00:00.5'     | 'DONE'             || 'OK interval provided: 1 DAY, latest backup age: 5 h'             | 'OK last backup size 7.0 MB >= 6.0 MB minimum'
        'base/20261126T120000/backup.info'   | '2026-11-27 06:00:00+00:00' | 'FAILED'           || 'FAILED interval provided: 1 DAY, latest backup age: 26 days'     | 'FAILED last backup size 5.0 MB < 6.0 MB minimum'
    }

    def "where both layouts describe a backup, the later one counts"() {
        given:
        backup('20261126T120000', 'base/20261126T120000/backup.info', [status: 'STARTED'])
        backup('20261126T120000', 'meta/20261126T120000-backup.info', [status: 'DONE'])

        expect:
        said(watch().redundancy()) == 'OK have 1 non-incremental backups, expected at least 0'
    }

    def "what failed is counted, and what stands by itself"() {
        given:
        backup('20261101T100000', 'meta/20261101T100000-backup.info', [:])
        backup('20261102T100000', 'meta/20261102T100000-backup.info', [parent_backup_id: '20261101T100000'])
        backup('20261103T100000', 'meta/20261103T100000-backup.info', [status: 'WAITING_FOR_WALS'])
        backup('20261104T100000', 'meta/20261104T100000-backup.info', [status: 'FAILED'])
        def watch = watch('minimum_redundancy = 2')

        expect:
        said(watch.failed()) == 'FAILED there are 1 failed backups'
        said(watch.redundancy()) == 'FAILED have 1 non-incremental backups, expected at least 2'
        !watch.redundancy().remedy().empty
    }

    def "asked for an age where there is no backup, it says so"() {
        expect:
        said(watch('last_backup_maximum_age = 1 WEEK').age(NOW)) == 'FAILED interval provided: 1 WEEK, latest backup age: none, since there is no backup'
    }
}
