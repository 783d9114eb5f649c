package io.jbarman.runtime

import io.jbarman.fixture.Eventually
import io.jbarman.fixture.FaultProxy
import io.jbarman.fixture.Fixtures
import io.jbarman.fixture.PgCluster
import io.jbarman.pg.Lsn
import io.jbarman.quickstart.PostgresInstance
import io.jbarman.quickstart.PostgresInstance.StopMode
import java.nio.file.Path

/**
 * A primary behind an address that stays, a standby, load, and promotions. What was acknowledged on which timeline, and
 * who wrote it, is remembered; servers that were left stay as they are, to be compared with.
 */
class SoakedServers implements Closeable {
    final FaultProxy address
    final Map<Integer, Path> wrote = [:]
    /** By slot and timeline. */
    final Map<String, Map<Integer, Lsn>> acknowledged = [:].withDefault { [:] }
    PgCluster primary
    PgCluster standby
    private final List<PgCluster> left = []
    private Process load
    private final Path log

    SoakedServers(Path directory) {
        log = directory.resolve('pgbench.log')
        primary = PgCluster.debian15().segmentMegabytes(1).setting('wal_keep_size', '20GB').setting('max_wal_senders', '20')
            .setting('max_replication_slots', '20').setting('wal_level', 'replica').setting('wal_sender_timeout', '20s').start()
        address = new FaultProxy(primary.port())
        wrote[1] = primary.dataDirectory()
        assert bench(primary, '-i', '-s', '1', '-q').waitFor() == 0
        standby = primary.standby()
        begin()
    }

    private Process bench(PgCluster pg, String... options) {
        def builder = new ProcessBuilder([Fixtures.postgres15('pgbench').toString(), '-h', '127.0.0.1', '-p', pg.port().toString(),
            '-U', pg.superuser()] + options.toList() + ['postgres'])
        builder.environment().PGPASSWORD = PostgresInstance.PASSWORD
        builder.redirectErrorStream(true).redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile())).start()
    }

    private void begin() {
        load = bench(primary, '-n', '-c', '2', '-R', '150', '-T', '100000')
    }

    private void end() {
        load?.destroyForcibly()?.waitFor()
    }

    int timeline() {
        Integer.parseInt(primary.sql("SELECT substr(pg_walfile_name(pg_current_wal_insert_lsn()), 1, 8)"), 16)
    }

    /** Some WAL at once. */
    void burst(int kilobytes, boolean switching) {
        primary.sql("SELECT pg_logical_emit_message(true, 'burst', repeat('b', ${kilobytes * 1024}))")
        if (switching) {
            primary.sql('SELECT pg_switch_wal()')
        }
    }

    /** Notes what a slot's receiver has acknowledged; a slot that is new says nothing yet. */
    void note(String slot) {
        def rows = primary.sql("SELECT flush_lsn FROM pg_stat_replication JOIN pg_replication_slots ON active_pid = pid WHERE slot_name = '$slot' AND flush_lsn IS NOT NULL")
        if (rows) {
            def line = timeline()
            def now = Lsn.parse(rows)
            def known = acknowledged[slot]
            known[line] = known.containsKey(line) ? Lsn.max(known[line], now) : now
        }
    }

    void restart(StopMode mode) {
        primary.stop(mode)
        primary.start()
        end()
        begin()
    }

    /** The standby takes over, having all, or what it happened to have; a new one is made of it. */
    void promote(boolean clean) {
        primary.stop(clean ? StopMode.FAST : StopMode.IMMEDIATE)
        standby.promote()
        Eventually.until { standby.sql('SELECT pg_is_in_recovery()') == 'f' }
        left << primary
        primary = standby
        address.leadTo(primary.port())
        wrote[timeline()] = primary.dataDirectory()
        end()
        begin()
        standby = primary.standby()
    }

    /** No more load; gives where the WAL ends. */
    Lsn quiet() {
        end()
        primary.sql('SELECT pg_switch_wal()')
        primary.sql("SELECT pg_logical_emit_message(true, 'last', 'word')")
        Lsn.parse(primary.sql('SELECT pg_current_wal_flush_lsn()'))
    }

    @Override
    void close() {
        end()
        ([standby, primary] + left).each { it?.close() }
        address.close()
    }
}
