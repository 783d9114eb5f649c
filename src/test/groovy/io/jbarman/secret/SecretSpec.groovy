package io.jbarman.secret

import spock.lang.Specification

class SecretSpec extends Specification {
    def "a secret never prints itself, not even inside other values"() {
        given:
        def secret = Secret.of('canary')

        expect:
        !secret.toString().contains('canary')
        !"$secret".contains('canary')
        !new Secrets([barman: secret]).toString().contains('canary')
        secret.reveal() == 'canary'
        secret == Secret.of('canary')
    }
}
