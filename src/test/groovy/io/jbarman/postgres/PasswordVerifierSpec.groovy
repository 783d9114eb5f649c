package io.jbarman.postgres

import static io.jbarman.postgres.jdbc.PasswordVerifier.Match.DIFFERS
import static io.jbarman.postgres.jdbc.PasswordVerifier.Match.MATCHES
import static io.jbarman.postgres.jdbc.PasswordVerifier.Match.UNKNOWN

import io.jbarman.postgres.jdbc.PasswordVerifier
import io.jbarman.secret.Secret
import spock.lang.Specification

class PasswordVerifierSpec extends Specification {
    def "a verifier of '#password' matches it and no other"() {
        given:
        def verifier = Secret.of(PasswordVerifier.scram(Secret.of(password), iterations))

        expect:
        verifier.reveal().startsWith("SCRAM-SHA-256\$$iterations:")
        PasswordVerifier.match('barman', Secret.of(password), verifier) == MATCHES
        PasswordVerifier.match('barman', Secret.of(password + 'x'), verifier) == DIFFERS

        where:
        password         | iterations
        'secret'         | 4096
        "it's \\ a:b \$" | 1
        'пароль'         | 5000
    }

    def "PostgreSQL's own verifiers are understood: #stored"() {
        expect:
        PasswordVerifier.match('foo', Secret.of(password), Secret.of(stored)) == match

        where:
        stored                                                    | password || match
        'md5' + md5('secretfoo')                                  | 'secret' || MATCHES
        'md5' + md5('secretbar')                                  | 'secret' || DIFFERS
        '*'                                                       | 'secret' || UNKNOWN
        ''                                                        | 'secret' || UNKNOWN
    }

    private static String md5(String text) {
        java.security.MessageDigest.getInstance('MD5').digest(text.bytes).encodeHex().toString()
    }
}
