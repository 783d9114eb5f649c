package io.jbarman.secretsource

import io.jbarman.diagnostics.ProblemException
import io.jbarman.secret.SecretReference
import java.nio.file.Files
import java.nio.file.Path
import java.nio.file.attribute.PosixFilePermissions
import spock.lang.Specification
import spock.lang.TempDir

class LocalSecretSourceSpec extends Specification {
    @TempDir
    Path directory

    def source(Map<String, String> environment = [:]) {
        new LocalSecretSource(environment, directory)
    }

    def write(String name, byte[] content, String mode = 'rw-------') {
        def file = Files.write(directory.resolve(name), content)
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(mode))
    }

    def problem(Closure<?> action) {
        try {
            action()
        } catch (ProblemException e) {
            return e.problems().first()
        }
        throw new AssertionError('nothing was wrong')
    }

    def "a secret comes from the environment"() {
        expect:
        source(PW: 's3 cret').resolve(new SecretReference.Environment('PW')).reveal() == 's3 cret'
    }

    def "a secret is the first line of a file, relative to the topology or absolute"() {
        given:
        write('pw', bytes)

        expect:
        source().resolve(new SecretReference.File(Path.of('pw'))).reveal() == 'gehéim'
        source().resolve(new SecretReference.File(directory.resolve('pw'))).reveal() == 'gehéim'

        where:
        bytes << ['gehéim'.bytes, 'gehéim\n'.bytes, 'gehéim\r\nmore\n'.bytes]
    }

    def "variable #variable: #code"() {
        when:
        def found = problem { source(EMPTY: '', LINES: 'a\nb').resolve(new SecretReference.Environment(variable)) }

        then:
        found.code() == code
        found.summary().contains(variable)
        found.hint()

        where:
        variable  || code
        'UNSET'   || 'secret-unset'
        'EMPTY'   || 'secret-empty'
        'LINES'   || 'secret-invalid'
    }

    def "a file with mode #mode is refused"() {
        given:
        write('pw', 'geheim'.bytes, mode)

        when:
        def found = problem { source().resolve(new SecretReference.File(Path.of('pw'))) }

        then:
        found.code() == 'secret-exposed'
        found.summary().contains(mode)
        found.hint().contains('chmod 600')
        !(found.summary() + found.hint()).contains('geheim')

        where:
        mode << ['rw-r-----', 'rw----r--', 'rw-rw-rw-', 'rw--w----']
    }

    def "#name: #code"() {
        given:
        write('empty', new byte[0])
        write('blank-line', '\nx'.bytes)
        write('binary', [0xC3, 0x28] as byte[])
        write('zero', 'a\u0000b'.bytes)
        Files.createDirectory(directory.resolve('dir'))

        expect:
        problem { source().resolve(new SecretReference.File(Path.of(name))) }.code() == code

        where:
        name         || code
        'missing'    || 'secret-missing'
        'dir'        || 'secret-invalid'
        'empty'      || 'secret-empty'
        'blank-line' || 'secret-empty'
        'binary'     || 'secret-invalid'
        'zero'       || 'secret-invalid'
    }
}
