package io.jbarman.config

import io.jbarman.diagnostics.ProblemException
import io.jbarman.secret.Secret
import java.nio.file.Files
import java.nio.file.Path
import java.nio.file.attribute.PosixFilePermissions
import spock.lang.Specification
import spock.lang.TempDir

class PassfileSpec extends Specification {
    @TempDir
    Path directory

    def "the first matching line counts"() {
        given:
        def passfile = Passfile.parse('''
            |# comment
            |short:line
            |pg:5432:postgres:barman:one
            |pg:*:*:barman:two
            |*:*:*:we\\:ird\\\\:th\\:ree\\\\
            |'''.stripMargin())

        expect:
        passfile.find(host, port, database, user).map { it.reveal() }.orElse(null) == password

        where:
        host    | port | database      | user        || password
        'pg'    | 5432 | 'postgres'    | 'barman'    || 'one'
        'pg'    | 5432 | 'replication' | 'barman'    || 'two'
        'other' | 1    | 'x'           | 'we:ird\\'  || 'th:ree\\'
        'other' | 1    | 'x'           | 'nobody'    || null
    }

    def "a line survives being written and read"() {
        given:
        def line = new PassfileLine('h', '*', '*', 'a:b', Secret.of('p\\w:d'))

        expect:
        PassfileLine.parse(line.render()).get() == line
    }

    def "a file that others may read is refused, with the chmod"() {
        given:
        def file = directory.resolve('pgpass')
        Files.writeString(file, '*:*:*:*:secret\n')
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(mode))

        when:
        Passfile.read(file)

        then:
        def e = thrown(ProblemException)
        e.problems()[0].hint() == "chmod 0600 $file"
        !e.message.contains('secret')

        where:
        mode << ['rw-r-----', 'rw----r--']
    }

    def "the password is found in #where"() {
        given:
        def file = directory.resolve('p')
        Files.writeString(file, 'localhost:5432:*:me:socket\npg:5432:replication:me:streaming\n')
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString('rw-------'))
        def conninfo = Conninfo.parse(text.replace('FILE', file.toString()))
        def lookup = new PasswordLookup(environment, directory)

        expect:
        lookup.complete(conninfo, ConnectionTarget.of(conninfo, 'me'), database).password().get().reveal() == password

        where:
        where             | text                     | environment          | database      || password
        'the string'      | 'host=pg password=inline' | [:]                  | 'me'          || 'inline'
        'PGPASSWORD'      | 'host=pg'                | [PGPASSWORD: 'env']  | 'me'          || 'env'
        'the passfile'    | 'host=pg passfile=FILE'  | [:]                  | 'replication' || 'streaming'
        'it, for sockets' | 'passfile=FILE'          | [:]                  | 'me'          || 'socket'
    }
}
