package io.jbarman.engine

import io.jbarman.pg.ServerVersion
import io.jbarman.postgres.PgException
import io.jbarman.postgres.PgSession
import io.jbarman.postgres.Row
import io.jbarman.reach.Reach
import io.jbarman.reach.ReachCounts
import io.jbarman.transport.Transport

/** One server made of a map: {@code get NAME} asks, {@code NAME = VALUE} sets, and statements can be made to fail. */
class ScriptedReach implements Reach {
    final Map<String, String> values
    final Map<String, PgException> failures = [:]
    final List<String> executed = []
    Closure afterEach = {}
    int transactions = 0
    boolean locked = false

    ScriptedReach(Map<String, String> values) { this.values = new LinkedHashMap<>(values) }

    Transport transport(String host) { throw new UnsupportedOperationException('no host in this script') }

    PgSession session(String server, Optional<String> database) { new Session() }

    void forget(String server) {}

    void tryLogin(String server) {}

    ReachCounts counts() { ReachCounts.NOTHING }

    void close() {}

    static PgException error(String state, String message) { new PgException(state, message, '', null) }

    class Session implements PgSession {
        boolean aborted = false

        ServerVersion version() { null }

        List<Row> query(String sql, List<String> parameters) {
            if (aborted) {
                throw error('25P02', 'current transaction is aborted')
            }
            if (failures[sql]) {
                aborted = true
                throw failures[sql]
            }
            if (sql.startsWith('get ')) {
                return [row(value: values.getOrDefault(sql.substring(4), ''))]
            }
            if (sql.contains('pg_try_advisory_lock')) {
                return [row(taken: locked ? 'f' : 't')]
            }
            [row(pid: '42', who: 'jbarman apply by eve@there, process 9', origin: '10.0.0.9', since: '2026-11-21 03:00')]
        }

        void execute(String sql) {
            if (failures[sql]) {
                throw failures[sql]
            }
            executed << sql
            def (name, value) = sql.split(' = ')
            values[name] = value
            afterEach.call(name)
        }

        def <T> T readOnly(PgSession.Work<T> work) {
            transactions++
            aborted = false
            work.run(this)
        }

        int statementsSent() { 0 }

        void close() {}

        private static Row row(Map<String, String> columns) {
            new Row(columns.collectEntries { [it.key as String, Optional.of(it.value as String)] })
        }
    }
}
