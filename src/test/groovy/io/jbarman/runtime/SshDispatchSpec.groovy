package io.jbarman.runtime

import java.nio.file.Files
import java.nio.file.Path
import spock.lang.Shared
import spock.lang.Specification
import spock.lang.TempDir

class SshDispatchSpec extends Specification {
    static final WAL = '000000010000000000000001'

    @TempDir
    @Shared
    Path home

    @Shared
    Path dispatch

    @Shared
    Path incoming

    def setupSpec() {
        incoming = Files.createDirectories(home.resolve('pg/incoming'))
        Files.createDirectories(incoming.resolve('00000001000000000000000D'))
        Files.createSymbolicLink(incoming.resolve('00000001000000000000000E'), home)
        def shim = Files.writeString(home.resolve('shim'), '#!/bin/sh\nfor word in shim "$@"; do printf "<%s>" "$word"; done\n')
        shim.toFile().executable = true
        Files.createDirectories(home.resolve('bin'))
        ['rsync', 'sync'].each { program(it, '#!/bin/sh\nfor word in ' + it + ' "$@"; do printf "<%s>" "$word"; done\n') }
        dispatch = ShellScripts.write(home, 'ssh-dispatch', [shim: shim.toString()])
    }

    private void program(String name, String text) {
        Files.writeString(home.resolve("bin/$name"), text).toFile().executable = true
    }

    def "a file that rsync could not write is not called durable, and one that cannot be made durable is not called sent"() {
        given:
        program(failing, "#!/bin/sh\nexit 23\n")

        expect:
        with(asked("rsync --server -tp . $incoming/$WAL")) {
            status == 23
            out == said.replace('INCOMING', incoming.toString())
        }

        cleanup:
        program(failing, '#!/bin/sh\nfor word in ' + failing + ' "$@"; do printf "<%s>" "$word"; done\n')

        where:
        failing | said
        'rsync' | ''
        'sync'  | "<rsync><--server><-tp><.><INCOMING/$WAL>"
    }

    private RuntimeHost.Ran asked(String command) {
        ShellScripts.run([SSH_ORIGINAL_COMMAND: command, PATH: "$home/bin:/usr/bin:/bin".toString()], new byte[0], home,
            dispatch.toString(), "pg=$incoming".toString(), "pg-2=$home/pg-2/incoming".toString())
    }

    def "allowed: #command"() {
        expect:
        with(asked(command.replace('INCOMING', incoming.toString()))) {
            status == 0
            err == ''
            out.replace(incoming.toString(), 'INCOMING') == becomes
        }

        where:
        command                                                     | becomes
        'true'                                                      | ''
        'barman put-wal pg'                                         | '<shim><put-wal><pg>'
        'barman put-wal pg --test'                                  | '<shim><put-wal><pg><--test>'
        "barman put-wal 'pg-2'"                                     | '<shim><put-wal><pg-2>'
        'barman put-wal pg --compressed'                            | '<shim><put-wal><pg><--compressed>'
        "barman get-wal 'pg' '$WAL'"                                | "<shim><get-wal><pg><$WAL>"
        "barman get-wal --peek '5' 'pg' '$WAL'"                     | "<shim><get-wal><--peek><5><pg><$WAL>"
        "barman get-wal --gzip --partial 'pg' '$WAL'"               | "<shim><get-wal><--gzip><--partial><pg><$WAL>"
        "barman get-wal --keep-compression 'pg' '$WAL'"             | "<shim><get-wal><--keep-compression><pg><$WAL>"
        "barman get-wal --test 'pg' 'dummy_wal_name'"               | '<shim><get-wal><--test><pg><dummy_wal_name>'
        "barman  get-wal 'pg'  '00000002.history'"                  | '<shim><get-wal><pg><00000002.history>'
        "rsync --server -logDtpre.iLsfxCIvu . INCOMING/$WAL"        | "<rsync><--server><-ogtpre.iLsfxCIvu><.><INCOMING/$WAL><sync><--><INCOMING/$WAL><INCOMING>"
        "rsync --server -tp . INCOMING/${WAL}.00000028.backup"      | "<rsync><--server><-tp><.><INCOMING/${WAL}.00000028.backup><sync><--><INCOMING/${WAL}.00000028.backup><INCOMING>"
    }

    def "refused: #command"() {
        expect:
        with(asked(command.replace('INCOMING', incoming.toString()))) {
            status == 77
            out == ''
            err.startsWith('jbarman: this key may not do that: ')
        }
        !Files.exists(Path.of('/tmp/pwned'))

        where:
        command << [
            '', 'sh', 'true; touch /tmp/pwned', 'true && true', 'true x', 'barman', 'barman list-servers', 'barman backup pg',
            'barman put-wal other', 'barman put-wal', 'barman put-wal pg pg', 'barman put-wal pg=', "barman put-wal 'pg=$WAL'",
            'barman put-wal g', 'barman put-wal *', "barman put-wal 'pg;id'", 'barman put-wal $(id)', 'barman put-wal `id`',
            "barman --config='/tmp/x' put-wal pg", 'barman --config /tmp/x put-wal pg', 'barman -c /tmp/x put-wal pg',
            'barman put-wal --config=/tmp/x pg', "barman get-wal --config /tmp/x 'pg' '$WAL'", "barman get-wal 'other' '$WAL'",
            "barman get-wal -o /tmp 'pg' '$WAL'", "barman get-wal --output-directory=/tmp 'pg' '$WAL'",
            "barman get-wal 'pg'", "barman get-wal --peek 'x' 'pg' '$WAL'", "barman get-wal --peek '123456' 'pg' '$WAL'",
            "barman get-wal 'pg' '$WAL' 'more'", "barman get-wal 'pg' '$WAL", 'barman put-wal "pg"', 'barman put-wal p\\g',
            "rsync --server --sender -logDtpre.iLsfxCIvu . INCOMING/$WAL", "rsync --server -logDtprse.iLsfxCIvu . INCOMING/$WAL",
            'rsync --server -logDtpre.iLsfxCIvu . INCOMING/', 'rsync --server -logDtpre.iLsfxCIvu . INCOMING',
            "rsync --server -logDtpre.iLsfxCIvu . INCOMING/../$WAL", 'rsync --server -tp . INCOMING/authorized_keys',
            "rsync --server -tp . /tmp/$WAL", "rsync --server -tp --delete . INCOMING/$WAL", "rsync --server -tpR . INCOMING/$WAL",
            "rsync --server -tp --log-file=/tmp/x . INCOMING/$WAL", "rsync -a x INCOMING/$WAL", "rsync --server -tp / INCOMING/$WAL",
            'rsync --server -tp . INCOMING/00000001000000000000000D', 'rsync --server -tp . INCOMING/00000001000000000000000E',
            "rsync --server -tpe.i-x . INCOMING/$WAL", "scp -t INCOMING/$WAL", 'true\ntouch /tmp/pwned', '/bin/true',
            "barman put-wal 'pg' ''", 'x' * 3000]
    }
}
