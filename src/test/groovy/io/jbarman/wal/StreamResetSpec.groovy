package io.jbarman.wal

import io.jbarman.pg.Lsn
import io.jbarman.pg.WalSegmentSize
import io.jbarman.replication.PasswordSource
import io.jbarman.replication.ReplicationTarget
import java.nio.file.Files
import java.nio.file.Path
import spock.lang.Specification
import spock.lang.TempDir

class StreamResetSpec extends Specification {
    @TempDir
    Path directory

    private StreamReset.Outcome reset(StreamReset.Ledger ledger) {
        def server = new ScriptedServer(Lsn.parse('0/500000'), new WalSegmentSize(1 << 20), { })
        StreamReset.run(Storage.in(directory), server.connect(new ReplicationTarget('script', 5432, 'user', PasswordSource.NONE, 'test', [:])),
            Optional.of(RunningReceiver.SLOT), ledger)
    }

    def "what will be missing is written down before anything is changed"() {
        given:
        def partial = Files.write(directory.resolve(StartPointSpec.name(1, 2) + '.partial'), new byte[1 << 20])
        def before = directory.toFile().list().toList()

        when:
        reset { throw new IOException('no space for the ledger') }

        then:
        thrown(IOException)
        directory.toFile().list().findAll { !it.startsWith('.') } == before
        Files.size(partial) == 1 << 20

        when:
        def told = []
        def outcome = reset { told << it }

        then:
        told == [new StreamReset.Missing(segment(2), segment(4))]
        outcome == new StreamReset.Outcome.Moved(segment(5), outcome.setAside(), Optional.of(told[0]))
        !Files.exists(partial)
        Files.size(outcome.setAside().get()) == 1 << 20
    }

    private static segment(int number) {
        io.jbarman.pg.SegmentName.parse(StartPointSpec.name(1, number))
    }
}
