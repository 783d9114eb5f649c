package io.jbarman.runtime

import io.jbarman.fixture.Eventually
import io.jbarman.fixture.Fixtures
import io.jbarman.fixture.PgCluster
import io.jbarman.pg.SegmentName
import io.jbarman.pg.WalSegmentSize
import io.jbarman.quickstart.PostgresInstance
import java.nio.file.Files
import java.nio.file.Path
import java.nio.file.attribute.PosixFilePermissions
import spock.lang.AutoCleanup
import spock.lang.Requires
import spock.lang.Shared
import spock.lang.Specification

@Requires(value = { Fixtures.hasDebianPostgres15() && Fixtures.hasProgram('flock') }, reason = 'needs PostgreSQL 15 and flock (Debian packages: postgresql-15, util-linux)')
class DamagedSegmentSpec extends Specification {
    static final PAGE = 9 * 8192 + 8
    static final RECORD = 9 * 8192 + 1000

    @Shared
    @AutoCleanup
    PgCluster pg = PgCluster.debian15().segmentMegabytes(1).setting('wal_keep_size', '500MB').start()

    @AutoCleanup
    RuntimeHost host = new RuntimeHost()

    def cleanup() {
        host.kill()
        Eventually.until { pg.sql('SELECT count(*) FROM pg_replication_slots WHERE active') == '0' }
        pg.sql('SELECT pg_drop_replication_slot(slot_name) FROM pg_replication_slots')
    }

    private String switched() {
        pg.sql("SELECT count(pg_logical_emit_message(true, 'test', repeat(n::text, 10000))) FROM generate_series(1, 30) n")
        pg.sql('SELECT pg_walfile_name(pg_switch_wal())')
    }

    private List<Path> setAside(String segment) {
        def errors = host.home().resolve('pg/errors')
        Files.exists(errors) ? Files.list(errors).withCloseable { it.filter { it.fileName.toString() ==~ /$segment\..*\.invalid/ }.toList() } : []
    }

    /** Received from; between being received and being archived a page, or else a record, of the segment that is named is damaged, so many times. */
    private String receiving(int times, int where = PAGE) {
        def script = host.directory.resolve('damage')
        Files.writeString(host.directory.resolve('damage.name'), '')
        Files.writeString(script, """#!/bin/sh
            |[ "\$BARMAN_SEGMENT" = "\$(cat ${script}.name)" ] || exit 0
            |if [ -e "${script}.held" ]; then touch "${script}.begun"; while [ -e "${script}.held" ]; do sleep 0.1; done; fi
            |echo >>"${script}.times"
            |[ "\$(wc -l <"${script}.times")" -gt $times ] || printf damaged | dd of="\$BARMAN_FILE" bs=1 seek=$where conv=notrunc 2>/dev/null
            |""".stripMargin())
        Files.setPosixFilePermissions(script, PosixFilePermissions.fromString('rwx------'))
        host.server('pg', pg, "create_slot = auto\npre_archive_script = $script")
        host.start('runtime')
        Eventually.until { host.streaming('pg') }
        def first = switched()
        Eventually.until { Files.exists(host.archived('pg', first)) }
        def next = SegmentName.parse(first).next(new WalSegmentSize(1 << 20)).toString()
        Files.writeString(host.directory.resolve('damage.name'), next)
        next
    }

    def "a segment that was damaged here is set aside, fetched again, and archived as the server has it"() {
        given:
        def segment = receiving(1)

        when:
        assert switched() == segment

        then:
        Eventually.until { Files.exists(host.archived('pg', segment)) }
        Arrays.equals(Files.readAllBytes(host.archived('pg', segment)), Files.readAllBytes(pg.dataDirectory().resolve("pg_wal/$segment")))
        setAside(segment).size() == 1
        host.run('wal-gaps', 'pg').out == 'No WAL is missing in the archive of pg\n'
        host.streaming('pg')
    }

    def "a segment with a wrong record under good pages is fetched again, and archived as the server has it"() {
        given:
        def segment = receiving(1, RECORD)

        when:
        assert switched() == segment
        switched()

        then:
        Eventually.until { setAside(segment).size() == 1 }
        Eventually.until { Files.exists(host.archived('pg', segment)) }
        Arrays.equals(Files.readAllBytes(host.archived('pg', segment)), Files.readAllBytes(pg.dataDirectory().resolve("pg_wal/$segment")))
        Eventually.until { !host.run('check', 'pg').out.contains('its checksum is wrong') }
        host.run('wal-gaps', 'pg').out == 'No WAL is missing in the archive of pg\n'
    }

    def "one whose record comes wrong again is archived all the same, and told by check"() {
        given:
        def segment = receiving(1000, RECORD)

        when:
        assert switched() == segment
        switched()

        then:
        Eventually.until { setAside(segment).size() == 1 }
        Eventually.until { Files.readAllLines(host.directory.resolve('damage.times')).size() == 2 }
        Eventually.until { Files.exists(host.archived('pg', segment)) }
        Eventually.until { host.run('check', 'pg').out.contains("in segment $segment: its checksum is wrong") }
        setAside(segment).size() == 1
    }

    def "a server that is away when a segment is to be fetched again is asked until it is back"() {
        given:
        def segment = receiving(1)
        def held = Files.createFile(host.directory.resolve('damage.held'))

        when:
        assert switched() == segment
        Eventually.until { Files.exists(host.directory.resolve('damage.begun')) }
        pg.stop(PostgresInstance.StopMode.IMMEDIATE)
        Files.delete(held)
        Eventually.until { Files.readString(host.directory.resolve('barman.log')).contains("$segment was set aside and could not be fetched again yet") }
        pg.start()

        then:
        Eventually.until { Files.exists(host.archived('pg', segment)) }
        setAside(segment).size() == 1
    }

    def "one that comes damaged again stays set aside, and is told as a gap"() {
        given:
        def segment = receiving(1000)

        when:
        assert switched() == segment
        Eventually.until { setAside(segment).size() == 2 }
        def later = switched()

        then:
        Eventually.until { Files.exists(host.archived('pg', later)) }
        setAside(segment).size() == 2
        !Files.exists(host.archived('pg', segment))
        host.run('check', 'pg').out.contains("WAL archive without gaps: FAILED ($segment missing since ")
    }
}
