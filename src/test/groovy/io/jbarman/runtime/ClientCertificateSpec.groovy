package io.jbarman.runtime

import io.jbarman.config.BarmanConfigReader
import io.jbarman.config.LibpqTls
import io.jbarman.config.PasswordLookup
import io.jbarman.config.ServerConfig
import io.jbarman.diagnostics.ProblemException
import io.jbarman.fixture.Certificates
import io.jbarman.fixture.Eventually
import io.jbarman.fixture.Fixtures
import io.jbarman.fixture.PgCluster
import io.jbarman.replication.ReplicationException
import io.jbarman.replication.pgjdbc.PgjdbcConnector
import java.nio.file.Files
import java.nio.file.Path
import java.nio.file.attribute.PosixFilePermissions
import java.time.Clock
import spock.lang.AutoCleanup
import spock.lang.Requires
import spock.lang.Shared
import spock.lang.Specification
import spock.lang.TempDir

/** Logging in by certificate, for questions and for WAL, and what is told where that does not work. */
@Requires(value = { Fixtures.hasDebianPostgres15() && Fixtures.hasProgram('openssl') }, reason = 'needs PostgreSQL 15 and openssl (Debian packages: postgresql-15, openssl)')
class ClientCertificateSpec extends Specification {
    @TempDir
    @Shared
    Path directory

    @Shared
    @AutoCleanup
    PgCluster pg = PgCluster.debian15().setting('wal_level', 'replica')
        .hbaFirst('hostssl all streamer 127.0.0.1/32 cert').hbaFirst('hostssl replication streamer 127.0.0.1/32 cert').start()

    @Shared
    Certificates authority

    def setupSpec() {
        authority = Certificates.in(Files.createDirectory(directory.resolve('keys')))
        pg.sql('CREATE ROLE streamer LOGIN REPLICATION')
        authority.trust(pg)
        authority.client('rsa', 'streamer', 'rsa:2048')
        authority.client('ec', 'streamer', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1')
        authority.client('other', 'somebody', 'rsa:2048')
        def others = Certificates.in(Files.createDirectory(directory.resolve('others')))
        Files.move(others.client('foreign', 'streamer', 'rsa:2048'), key('foreign'))
        Files.move(directory.resolve('others/foreign.crt'), directory.resolve('keys/foreign.crt'))
        convert('old', ['rsa', '-in', 'rsa.key', '-traditional'])
        convert('encrypted', ['pkcs8', '-topk8', '-in', 'rsa.key', '-passout', 'pass:x'])
        convert('open', ['pkcs8', '-topk8', '-nocrypt', '-in', 'rsa.key'])
        Files.setPosixFilePermissions(key('open'), PosixFilePermissions.fromString('rw-r--r--'))
    }

    private void convert(String name, List<String> words) {
        assert new ProcessBuilder(['openssl'] + words + ['-out', name + '.key']).directory(directory.resolve('keys').toFile()).start().waitFor() == 0
        Files.setPosixFilePermissions(key(name), PosixFilePermissions.fromString('rw-------'))
        Files.copy(directory.resolve('keys/rsa.crt'), directory.resolve("keys/${name}.crt"))
    }

    private Path key(String name) {
        directory.resolve("keys/${name}.key")
    }

    private ServerConfig server(String more) {
        def file = Files.writeString(directory.resolve('barman.conf'), "[barman]\nbarman_home = $directory\nbarman_user = x\n" +
            "[pg]\nconninfo = host=127.0.0.1 port=${pg.port()} user=streamer dbname=postgres $more\nstreaming_archiver = on\n")
        BarmanConfigReader.read(file).find('pg').get()
    }

    private String certificate(String name) {
        "sslcert=${directory}/keys/${name}.crt sslkey=${key(name)} sslrootcert=${authority.authority()}"
    }

    /** What came of both ways: the role that the server sees, or the problem and its remedy. */
    private List<String> outcomes(String conninfo, Path home = directory) {
        def passwords = new PasswordLookup([:], home)
        def tls = LibpqTls.of(home)
        def asked = outcome {
            new ControlSessions(passwords, tls, 'x').open(server(conninfo)).withCloseable {
                it.query('SELECT current_user, ssl FROM pg_stat_ssl WHERE pid = pg_backend_pid()', []).get(0).with { row -> row.text('current_user') + ' ' + row.text('ssl') }
            }
        }
        def streamed = outcome {
            new PgjdbcConnector(Clock.systemUTC()).connect(new Replication(passwords, tls, 'x').target(server(conninfo))).withCloseable {
                it.identifySystem()
                'streamer t'
            }
        }
        [asked, streamed]
    }

    private static String outcome(Closure<String> what) {
        try {
            what()
        } catch (ProblemException e) {
            e.problems()[0].with { "$it.summary; $it.hint" }
        } catch (ReplicationException e) {
            "$e.message; ${e.remedy()}"
        }
    }

    /** From here on the server has a certificate. */
    void withTls() {
        if (pg.sql('SHOW ssl') == 'off') {
            authority.serve(pg, 'IP:127.0.0.1')
            Eventually.until { pg.sql('SHOW ssl') == 'on' }
        }
    }

    def "a server without TLS that is asked for it is told apart from a wrong password"() {
        expect:
        outcomes('sslmode=require').every { it.contains('does not support SSL') && it.contains('set ssl = on with a certificate on the server') }
    }

    def "#conninfo: #told"() {
        given:
        withTls()

        expect:
        outcomes(conninfo + (name ? ' ' + certificate(name) : '')).every { it.contains(told) }

        where:
        conninfo               | name        || told
        'sslmode=verify-full'  | 'rsa'       || 'streamer t'
        'sslmode=verify-full'  | 'ec'        || 'streamer t'
        'sslmode=require'      | null        || 'see that sslcert and sslkey name a certificate'
        'sslmode=require'      | 'other'     || 'see that sslcert and sslkey name a certificate'
        'sslmode=require'      | 'foreign'   || 'see that sslcert and sslkey name a certificate'
        'sslmode=require'      | 'open'      || "keys/open.key has group or world access; chmod 600 "
        'sslmode=require'      | 'old'       || 'is not a PKCS #8 key, and the JDBC driver reads no other in PEM; openssl pkcs8 -topk8 -nocrypt -in '
        'sslmode=require'      | 'encrypted' || 'is encrypted in PEM, which the JDBC driver does not read; openssl pkcs8 -topk8 -in '
        'sslmode=require'      | 'none'      || 'keys/none.key cannot be read'
    }

    def "options of one's own stand beside ours, and do not take the place of what must hold"() {
        given:
        withTls()

        expect:
        new ControlSessions(new PasswordLookup([:], directory), LibpqTls.of(directory), 'x')
            .open(server(certificate('rsa') + " options='-c work_mem=3MB -c statement_timeout=7s -c search_path=public'")).withCloseable {
                it.query("SELECT string_agg(current_setting(name), ' ' ORDER BY name) AS them FROM unnest(ARRAY['work_mem', 'statement_timeout', 'lock_timeout', 'search_path', 'synchronous_commit']) name", []).get(0).text('them')
            } == '10s pg_catalog 7s local 3MB'
    }

    def "as with libpq, certificates are found at home, and sslmode=require verifies where an authority is known"() {
        given:
        def home = Files.createDirectories(directory.resolve('home/.postgresql')).parent
        Files.copy(directory.resolve('keys/ec.crt'), home.resolve('.postgresql/postgresql.crt'))
        Files.copy(key('ec'), home.resolve('.postgresql/postgresql.key'), java.nio.file.StandardCopyOption.COPY_ATTRIBUTES)

        expect:
        outcomes('sslmode=require', home) == ['streamer t', 'streamer t']

        when: 'an authority is trusted that did not sign for this server'
        Files.copy(directory.resolve('others/ca.crt'), home.resolve('.postgresql/root.crt'))

        then:
        outcomes('sslmode=require', home).every { it.contains('see that sslrootcert names the authority') }
    }
}
