package io.jbarman.secretsource

import io.jbarman.diagnostics.ProblemException
import io.jbarman.secret.Secret
import io.jbarman.secret.SecretReference
import java.nio.file.Path
import spock.lang.Specification
import spock.lang.TempDir

/** Secrets of programs and people. */
class MoreSecretsSpec extends Specification {
    @TempDir
    Path directory

    def program(List<String> arguments) {
        new LocalSecretSource([:], directory).resolve(new SecretReference.Program(arguments))
    }

    def "#arguments prints a secret"() {
        expect:
        program(arguments).reveal() == secret
        program(arguments).toString() == '********'

        where:
        arguments                                  || secret
        ['printf', 's3 cret']                      || 's3 cret'
        ['printf', 's3cret\\n']                    || 's3cret'
        ['printf', 's3cret\\r\\n']                 || 's3cret'
        ['echo', '$(id) `id` "; id']               || '$(id) `id` "; id'
    }

    def "it runs in the topology's directory"() {
        expect:
        program(['pwd', '-P']).reveal() == directory.toRealPath().toString()
    }

    def "#arguments #why"() {
        when:
        program(arguments)

        then:
        def e = thrown(ProblemException)
        e.problems()[0].summary().endsWith(why)

        where:
        arguments                  || why
        ['sh', '-c', 'exit 124']   || 'sh failed with exit status 124'
        ['sh', '-c', 'none-such']  || 'sh failed with exit status 127'
        ['no-such-program-here']   || 'no-such-program-here was not found'
        ['./no-such-program-here'] || 'no-such-program-here was not found'
    }

    def "#arguments: #code, and nothing that it printed"() {
        when:
        program(arguments)

        then:
        def e = thrown(ProblemException)
        e.problems()*.code() == [code]
        e.problems()[0].hint()
        !e.problems().toString().contains('hunter2')

        where:
        arguments                                              || code
        ['sh', '-c', 'echo hunter2; echo hunter2 >&2; exit 3'] || 'secret-command-failed'
        ['no-such-program-here']                               || 'secret-command-failed'
        ['true']                                               || 'secret-empty'
        ['printf', 'hunter2\\nhunter2\\n']                     || 'secret-invalid'
        ['printf', 'hunter2\\n\\n']                            || 'secret-invalid'
    }

    def "a person is asked, and where nobody is there that is said"() {
        given:
        def asked = []
        def person = new LocalSecretSource([:], directory, { question -> asked << question; Optional.of(Secret.of('typed')) })

        expect:
        person.resolve(new SecretReference.Prompt('password of barman')).reveal() == 'typed'
        asked == ['password of barman']

        when:
        new LocalSecretSource([:], directory).resolve(new SecretReference.Prompt('password of barman'))

        then:
        def e = thrown(ProblemException)
        e.problems()*.code() == ['secret-unasked']
    }

    def "a key file that others can read is refused"() {
        given:
        def key = java.nio.file.Files.writeString(directory.resolve('key'), 'AGE-SECRET-KEY-1X\n')
        java.nio.file.Files.setPosixFilePermissions(key, java.nio.file.attribute.PosixFilePermissions.fromString('rw-r-----'))

        when:
        KeyFile.read(key)

        then:
        def e = thrown(ProblemException)
        e.problems()*.code() == ['secret-exposed']
    }

    def "what refers to a secret never says more than where it is"() {
        expect:
        new SecretReference.Program(['pass', 'hunter2']).describe() == 'command pass'
        new SecretReference.Prompt('x').describe() == 'prompt'
        new SecretReference.Encrypted(Path.of('s.age'), 'n').describe() == 'age s.age'
    }
}
