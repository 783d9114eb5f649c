package io.jbarman.cli

import io.jbarman.fixture.TestClassPath
import java.nio.file.Files
import java.nio.file.Path
import java.nio.file.attribute.PosixFilePermissions
import java.util.concurrent.TimeUnit
import spock.lang.Requires
import spock.lang.Shared
import spock.lang.Specification
import spock.lang.Stepwise
import spock.lang.TempDir

/** Secrets in an encrypted file, from the key to the plan, with Debian's age at the other end. */
@Stepwise
@Requires({ new File('/usr/bin/age').canExecute() })
class SecretsCommandSpec extends Specification {
    @TempDir
    @Shared
    Path directory

    static final TOPOLOGY = '''
        version: 1
        name: site
        secrets:
          app_password: { age: secrets.age }
        hosts:
          pghost: { address: 127.0.0.1, connection: local }
        postgres:
          pg: { host: pghost, port: 1, access: { road: tcp, user: nobody, password: app_password } }
        '''.stripIndent()

    String out
    String err

    int run(List<String> command, Map<String, String> environment = [:], String input = '') {
        def builder = new ProcessBuilder(command*.toString()).directory(directory.toFile())
        builder.environment().putAll([JBARMAN_AGE_KEY_FILE: directory.resolve('key').toString()] + environment)
        builder.redirectOutput(directory.resolve('out').toFile()).redirectError(directory.resolve('err').toFile())
        def process = builder.start()
        process.outputStream.withCloseable { it << input }
        process.waitFor(60, TimeUnit.SECONDS)
        out = Files.readString(directory.resolve('out'))
        err = Files.readString(directory.resolve('err'))
        assert !(out + err).contains('hunter2')
        process.exitValue()
    }

    int jbarman(List<String> arguments, Map<String, String> environment = [:]) {
        def java = Path.of(System.getProperty('java.home'), 'bin', 'java').toString()
        run(['env', '--default-signal=INT', java, '-XX:TieredStopAtLevel=1', '-XX:+UseSerialGC', '-Xshare:auto', '-cp', TestClassPath.text(), 'io.jbarman.cli.Main'] + arguments, environment)
    }

    /** In this process, where nothing has to be decrypted: a start of its own takes longer than all it does. */
    int here(String... arguments) {
        def words = [new StringWriter(), new StringWriter()]
        def status = Main.commandLine(new PrintWriter(words[0]), new PrintWriter(words[1]), arguments).execute(arguments)
        (out, err) = words*.toString()
        status
    }

    String mode(String file) {
        PosixFilePermissions.toString(Files.getPosixFilePermissions(directory.resolve(file)))
    }

    String age(String file, String key = 'key') {
        def process = new ProcessBuilder('age', '-d', '-i', directory.resolve(key).toString(), directory.resolve(file).toString()).start()
        def text = process.inputStream.text
        process.waitFor()
        text
    }

    def "a key is made once, for its owner alone"() {
        expect:
        here('secrets', 'keygen', "$directory/key") == 0
        mode('key') == 'rw-------'
        out.contains('age1')
        !out.contains('AGE-SECRET-KEY')

        and: 'age-keygen understands it'
        run(['age-keygen', '-y', 'key']) == 0
        Files.readString(directory.resolve('key')).contains(out.strip())

        and: 'never over another one'
        here('secrets', 'keygen', "$directory/key") == 1
        err.contains('is there already')
    }

    def "what is encrypted here age decrypts"() {
        given:
        assert run(['age-keygen', '-y', 'key']) == 0
        def me = out.strip()
        Files.writeString(directory.resolve('secrets'), '# of the site\napp_password: hunter2: "quoted" #x\n')

        expect:
        here('secrets', 'encrypt', "$directory/secrets", '-r', me) == 0
        mode('secrets.age') == 'rw-------'
        Files.readString(directory.resolve('secrets.age')).startsWith('-----BEGIN AGE ENCRYPTED FILE-----')
        age('secrets.age') == '# of the site\napp_password: hunter2: "quoted" #x\n'

        and: 'not over another one'
        here('secrets', 'encrypt', "$directory/secrets") == 1
        err.contains('is there already')
    }

    def "what cannot be encrypted is told by the name of the file in clear"() {
        given:
        Files.writeString(directory.resolve('broken'), 'app_password: x\nnonsense\n')

        expect:
        here('secrets', 'encrypt', "$directory/nothere") == 1
        err.startsWith("error: $directory/nothere cannot be read: no such file\n")

        and:
        here('secrets', 'encrypt', "$directory/broken") == 1
        err.startsWith("error: $directory/broken: line 2 is not 'name: value'\n")
    }

    def "a plan uses it and does not show it"() {
        given:
        Files.writeString(directory.resolve('topology.yml'), TOPOLOGY)

        expect: 'it gets past the secrets, to a server that is not there'
        jbarman(['plan', 'topology.yml']) == 1
        !err.contains('secret')
        out.contains('pg')

        and: 'with another key it does not'
        run(['age-keygen', '-o', 'other']) == 0
        jbarman(['plan', 'topology.yml'], [JBARMAN_AGE_KEY_FILE: directory.resolve('other').toString()]) == 1
        err.contains('topology.yml:5:3: error:')
        err.contains('cannot be decrypted')
    }

    def "an editor sees it in clear, in a file of its owner's, for as long as it is open"() {
        given:
        def editor = directory.resolve('editor')
        Files.writeString(editor, "#!/bin/sh\nstat -c '%a %n' \"\$1\" > seen\ncat \"\$1\" >> seen\necho 'second: hunter22' >> \"\$1\"\n")
        Files.setPosixFilePermissions(editor, PosixFilePermissions.fromString('rwx------'))

        expect:
        jbarman(['secrets', 'edit', 'secrets.age'], [VISUAL: editor.toString()]) == 0
        age('secrets.age').endsWith('second: hunter22\n')
        def seen = Files.readString(directory.resolve('seen'))
        seen.startsWith('600 ')
        seen.contains('hunter2')
        !Files.exists(Path.of(seen.lines().findFirst().get().substring(4)))

        and: 'nothing happens when nothing was changed, or the editor failed'
        jbarman(['secrets', 'edit', 'secrets.age'], [VISUAL: 'true']) == 0
        out == 'nothing was changed\n'
        jbarman(['secrets', 'edit', 'secrets.age'], [VISUAL: 'false']) == 1

        and: 'what cannot be understood is kept, and said where'
        Files.writeString(editor, "#!/bin/sh\necho 'no colon' >> \"\$1\"\n")
        jbarman(['secrets', 'edit', 'secrets.age'], [VISUAL: editor.toString()]) == 1
        def kept = Path.of((err =~ /is in (\S+),/)[0][1])
        Files.readString(kept).endsWith('no colon\n')
        age('secrets.age').endsWith('second: hunter22\n')

        cleanup:
        if (kept) {
            kept.parent.toFile().deleteDir()
        }
    }

    def "Ctrl-C is the editor's: nothing is cut off, and nothing stays in clear, nor what a killed one left"() {
        given:
        def editor = directory.resolve('editor')
        Files.writeString(editor, """#!/bin/sh
            |echo "\$1" >seen
            |kill -INT "\$PPID"
            |n=0; while [ \$n -lt 10 ] && kill -0 "\$PPID"; do sleep 0.1; n=\$((n + 1)); done
            |echo 'third: hunter222' >>"\$1"
            |""".stripMargin())
        Files.setPosixFilePermissions(editor, PosixFilePermissions.fromString('rwx------'))
        def away = directory.resolve('away')
        Files.writeString(away, '#!/bin/sh\necho "$1" >seen\nmv "$1" "$1~"\n')
        Files.setPosixFilePermissions(away, PosixFilePermissions.fromString('rwx------'))
        def left = Files.createDirectories(directory.resolve("jbarman-secrets-${deadProcess()}-1"))
        Files.writeString(left.resolve('secrets'), 'in clear')

        expect:
        jbarman(['secrets', 'edit', 'secrets.age'], [VISUAL: editor.toString(), XDG_RUNTIME_DIR: directory.toString()]) == 130
        def seen = Path.of(Files.readString(directory.resolve('seen')).strip())
        seen.parent.parent == directory
        !Files.exists(seen.parent)
        !Files.exists(left)
        age('secrets.age').endsWith('third: hunter222\n')

        and: 'nor the copy of an editor that took the file itself away'
        jbarman(['secrets', 'edit', 'secrets.age'], [VISUAL: away.toString(), XDG_RUNTIME_DIR: directory.toString()]) == 1
        !Files.exists(Path.of(Files.readString(directory.resolve('seen')).strip()).parent)
    }

    private static long deadProcess() {
        def process = new ProcessBuilder('true').start()
        process.waitFor()
        process.pid()
    }

    def "others are let in and out"() {
        given:
        assert run(['age-keygen', '-y', 'other']) == 0
        def other = out.strip()

        expect:
        age('secrets.age', 'other') == ''
        jbarman(['secrets', 'rekey', 'secrets.age', '-r', other]) == 0
        age('secrets.age', 'other').contains('hunter2')
        age('secrets.age') == ''
        Files.readString(directory.resolve('secrets.age.recipients')).contains(other)

        and:
        jbarman(['secrets', 'rekey', 'secrets.age', '-r', 'age1nobody'], [JBARMAN_AGE_KEY_FILE: directory.resolve('other').toString()]) == 1
        err.contains("'age1nobody' is no recipient")
        age('secrets.age', 'other').contains('hunter2')
    }

    def "what age encrypted is read here"() {
        given:
        assert run(['age-keygen', '-y', 'key']) == 0
        assert run(['sh', '-c', "printf 'app_pasword: hunter2\\n' | age -r ${out.strip()} > secrets.age"]) == 0

        expect: 'down to the misspelt name'
        jbarman(['plan', 'topology.yml']) == 1
        err.contains("has no secret 'app_password'")
        err.contains("did you mean 'app_pasword'?")
    }
}
