package io.jbarman.replication.pgjdbc

import io.jbarman.pg.Lsn
import io.jbarman.pg.TimelineId
import io.jbarman.replication.ReplicationException
import io.jbarman.replication.ReplicationFailure
import io.jbarman.replication.ReplicationMessage
import java.nio.ByteBuffer
import java.time.Clock
import java.time.Duration
import java.time.Instant
import java.time.ZoneOffset
import spock.lang.AutoCleanup
import spock.lang.Specification

/** The protocol's bytes over a real socket, with us as the server. */
class WireSpec extends Specification {
    static final SOON = Duration.ofSeconds(10)
    static final NOW = Clock.fixed(Instant.parse('2000-01-01T00:00:01Z'), ZoneOffset.UTC)

    @AutoCleanup
    ServerSocket listener = new ServerSocket(0, 1, InetAddress.loopbackAddress)
    @AutoCleanup
    Socket client = new Socket(InetAddress.loopbackAddress, listener.localPort)
    @AutoCleanup
    Socket server = listener.accept()

    Wire wire = new Wire(client)
    CopyBothStream stream = new CopyBothStream(wire, 'START_REPLICATION', NOW)

    static byte[] message(char type, byte[] body) {
        ByteBuffer.allocate(5 + body.length).put((byte) type).putInt(4 + body.length).put(body).array()
    }

    static byte[] wal(String lsn, String end, String text) {
        def body = ByteBuffer.allocate(25 + text.length()).put((byte) ('w' as char)).putLong(Lsn.parse(lsn).value())
            .putLong(Lsn.parse(end).value()).putLong(0).put(text.bytes)
        message('d' as char, body.array())
    }

    static byte[] keepalive(String end, int reply) {
        message('d' as char, ByteBuffer.allocate(18).put((byte) ('k' as char)).putLong(Lsn.parse(end).value()).putLong(0).put((byte) reply).array())
    }

    static byte[] row(String... values) {
        def body = new ByteArrayOutputStream()
        def out = new DataOutputStream(body)
        out.writeShort(values.length)
        values.each { out.writeInt(it.length()); out.write(it.bytes) }
        message('D' as char, body.toByteArray())
    }

    static byte[] error(String state, String text) {
        message('E' as char, "SERROR\0VERROR\0C${state}\0M${text}\0\0".bytes)
    }

    void send(byte[]... messages) {
        messages.each { server.outputStream.write(it) }
        server.outputStream.flush()
    }

    static String text(ReplicationMessage.WalData data) {
        def bytes = new byte[data.bytes().remaining()]
        data.bytes().get(bytes)
        new String(bytes)
    }

    def "WAL and keepalives are read, asides are skipped"() {
        given:
        send(message('W' as char, [0, 0, 0] as byte[]), message('S' as char, 'a\0b\0'.bytes), wal('0/1000000', '0/2000000', 'some wal'),
            message('N' as char, 'Snotice\0\0'.bytes), keepalive('16/B374D848', 1), keepalive('0/3', 0))

        when:
        def data = stream.next(SOON)

        then:
        data.start() == Lsn.parse('0/1000000')
        data.serverPosition() == Lsn.parse('0/2000000')
        text(data) == 'some wal'
        stream.next(SOON) == new ReplicationMessage.Keepalive(Lsn.parse('16/B374D848'), true)
        stream.next(SOON) == new ReplicationMessage.Keepalive(Lsn.parse('0/3'), false)
        stream.next(Duration.ZERO) instanceof ReplicationMessage.Nothing
    }

    def "a flood of notices takes no WAL away, and keeps nobody who reads from what else there is to do"() {
        given:
        def notices = (1..1000).collect { message('N' as char, "Snotice $it\0\0".bytes) } as byte[][]
        def sender = Thread.start { (1..20).each { send(notices); send(wal(new Lsn(it).toString(), '0/0', "piece $it")) } }

        when:
        def first = stream.next(SOON)
        def all = first instanceof ReplicationMessage.WalData ? [text(first)] : []
        while (all.size() < 20) {
            def next = stream.next(SOON)
            if (next instanceof ReplicationMessage.WalData) {
                all << text(next)
            }
        }

        then:
        first instanceof ReplicationMessage.Nothing
        all == (1..20).collect { "piece $it".toString() }

        cleanup:
        sender.join()
    }

    def "a message that comes in two parts, cut after #cut bytes, is read whole after a wait that ended between them"() {
        given:
        def bytes = wal('0/1000000', '0/2000000', 'some wal')
        send(bytes[0..<cut] as byte[])

        expect:
        stream.next(Duration.ofMillis(30)) instanceof ReplicationMessage.Nothing
        stream.next(Duration.ZERO) instanceof ReplicationMessage.Nothing

        when:
        send(bytes[cut..-1] as byte[])

        then:
        text(stream.next(SOON)) == 'some wal'

        where:
        cut << [1, 4, 5, 6, 20, 30, 37]
    }

    def "messages larger than the buffer and many small ones keep their order"() {
        given:
        def large = 'x' * 900_000
        def sender = Thread.start {
            send(wal('0/0', '0/0', large))
            (1..20000).each { send(wal(new Lsn(it).toString(), '0/0', "piece $it")) }
        }

        expect:
        text(stream.next(SOON)) == large
        (1..20000).every { text(stream.next(SOON)) == "piece $it" }

        cleanup:
        sender.join()
    }

    def "the end of a timeline is answered and tells where history goes on"() {
        given:
        send(message('c' as char, new byte[0]), message('T' as char, [0, 0] as byte[]), row('2', '0/5000100'),
            message('C' as char, 'START_STREAMING\0'.bytes), message('C' as char, 'START_REPLICATION\0'.bytes), message('Z' as char, 'I'.bytes))

        expect:
        stream.next(SOON) == new ReplicationMessage.EndOfTimeline(new TimelineId(2), Lsn.parse('0/5000100'))
        server.inputStream.readNBytes(5) == ['c' as char, 0, 0, 0, 4] as byte[]
    }

    def "a start at the very end of a timeline is told without a copy"() {
        given:
        send(message('T' as char, [0, 0] as byte[]), row('2', '0/5000100'), message('C' as char, 'START_STREAMING\0'.bytes), message('Z' as char, 'I'.bytes))

        expect:
        stream.next(SOON) == new ReplicationMessage.EndOfTimeline(new TimelineId(2), Lsn.parse('0/5000100'))
    }

    def "a server that shuts down completes the command without ending the copy"() {
        given:
        send(message('C' as char, 'COPY 0\0'.bytes))

        expect:
        stream.next(SOON) instanceof ReplicationMessage.ServerStopping
    }

    def "an error #state is #failure"() {
        given:
        send(error(state, 'the words do not matter'))

        when:
        stream.next(SOON)

        then:
        def e = thrown(ReplicationException)
        e.failure() == failure
        e.message.contains('the words do not matter')

        where:
        state   || failure
        '58P01' || ReplicationFailure.WAL_REMOVED
        '55006' || ReplicationFailure.SLOT_ACTIVE
        '55000' || ReplicationFailure.SLOT_LOST
        '42704' || ReplicationFailure.SLOT_MISSING
        '57P01' || ReplicationFailure.STOPPING
        'XX000' || ReplicationFailure.POSITION_REFUSED
        '99999' || ReplicationFailure.OTHER
    }

    def "#what is not PostgreSQL"() {
        given:
        send(bytes as byte[])

        when:
        stream.next(SOON)

        then:
        def e = thrown(ReplicationException)
        e.failure() == ReplicationFailure.PROTOCOL

        where:
        what                   | bytes
        'an unknown message'   | message('q' as char, new byte[0])
        'unknown copy data'    | message('d' as char, 'z'.bytes)
        'empty copy data'      | message('d' as char, new byte[0])
        'WAL without a header' | message('d' as char, 'w12345'.bytes)
        'HTTP'                 | 'HTTP/1.1 400 Bad Request\r\n'.bytes
        'a negative length'    | ([100, -1, -1, -1, -1] as byte[])
    }

    def "a closed connection is a lost one, also in the middle of a message"() {
        given:
        send(wal('0/0', '0/0', 'text')[0..<count] as byte[])
        server.close()

        when:
        stream.next(SOON)

        then:
        def e = thrown(ReplicationException)
        e.failure() == ReplicationFailure.CONNECTION_LOST

        where:
        count << [1, 5, 12]
    }

    def "a connection that is closed #when, where a timeline ends, is a lost one"() {
        given:
        send(*messages)
        server.close()

        when:
        stream.next(SOON)

        then:
        def e = thrown(ReplicationException)
        e.failure() == ReplicationFailure.CONNECTION_LOST

        where:
        when                     | messages
        'after the end'          | [message('c' as char, new byte[0])]
        'before what is next'    | [message('c' as char, new byte[0]), message('T' as char, [0, 0] as byte[])]
        'in the middle of it'    | [message('c' as char, new byte[0]), message('T' as char, [0, 0] as byte[]), row('2', '0/3000000')[0..<9] as byte[]]
        'before it is confirmed' | [message('c' as char, new byte[0]), message('T' as char, [0, 0] as byte[]), row('2', '0/3000000')]
    }

    def "feedback is the protocol's status message"() {
        when:
        stream.feedback(Lsn.parse('0/30'), Lsn.parse('0/20'), true)
        def message = ByteBuffer.wrap(server.inputStream.readNBytes(39))

        then:
        message.get() == (byte) ('d' as char)
        message.getInt() == 38
        message.get() == (byte) ('r' as char)
        message.getLong() == 0x30
        message.getLong() == 0x20
        message.getLong() == 0
        message.getLong() == 1_000_000
        message.get() == (byte) 1
    }
}
