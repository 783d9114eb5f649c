package io.jbarman.postgres.jdbc

import java.sql.SQLException
import spock.lang.Specification

class TlsProblemSpec extends Specification {
    private static SocketException reset(String where) {
        new SocketException('Connection reset by peer').tap {
            stackTrace = [new StackTraceElement('sun.nio.ch.NioSocketImpl', 'implWrite', null, 1), new StackTraceElement(where, 'write', null, 1)]
        }
    }

    def "a connection that ends in #where is #problem"() {
        expect:
        TlsProblem.of(new SQLException('The connection attempt failed.', '08001', reset(where))) == problem

        where:
        where                                              || problem
        'sun.security.ssl.SSLSocketImpl$AppOutputStream'   || TlsProblem.ENDED
        'org.postgresql.core.PGStream'                     || TlsProblem.NONE
    }

    def "what the driver says of TLS is #problem: #words"() {
        expect:
        TlsProblem.of(new SQLException('SSL error: ' + words, '08006', new IOException(words))) == problem

        where:
        words                                        || problem
        'Received fatal alert: certificate_required' || TlsProblem.CLIENT_CERTIFICATE
        'Received fatal alert: protocol_version'     || TlsProblem.NONE
        'Connection reset'                           || TlsProblem.ENDED
        'Broken pipe'                                || TlsProblem.ENDED
        'readHandshakeRecord'                        || TlsProblem.ENDED
    }
}
