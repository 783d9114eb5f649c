package io.jbarman.facts.postmaster

import io.jbarman.transport.Account
import java.nio.file.Files
import java.nio.file.Path
import spock.lang.Specification
import spock.lang.TempDir

/** Which unit is restarted for a server: its own, or none. */
class PostmasterQuerySpec extends Specification {
    static final ME = ProcessHandle.current().pid()

    @TempDir
    Path directory

    def "in group #group, with #said: #unit"() {
        given: 'a host whose systemd, as far as it is asked, is a script'
        def process = Files.createDirectories(directory.resolve("proc/$ME"))
        Files.writeString(process.resolve('cgroup'), group + '\n')
        Files.createSymbolicLink(process.resolve('exe'), Path.of('/usr/lib/postgresql/15/bin/postgres'))
        Files.writeString(directory.resolve('.s.PGSQL.5432.lock'), "$ME\n/srv/data\n")
        def systemctl = Files.writeString(directory.resolve('systemctl'), """\
            #!/bin/sh
            case "\$*" in ${said.collect { name, pid -> "'show -p MainPID -- $name') echo MainPID=$pid ;;" }.join(' ')}
            *) ${bus ? 'echo MainPID=0' : 'exit 1'} ;; esac
            """.stripIndent())
        systemctl.toFile().executable = true
        def query = new PostmasterQuery('h', Account.ROOT, 5432, [directory.toString()])

        when:
        def script = query.script().replace('/run/systemd/system', directory.toString()).replace('/proc/', "$directory/proc/")
        def run = new ProcessBuilder('sh', '-c', script).tap { environment().merge('PATH', "$directory:" as String) { old, more -> more + old } }.start()
        def found = query.parse(0, run.inputStream.text).postmaster().get()

        then:
        found.unit() == Optional.ofNullable(unit)
        found.dataDirectory() == '/srv/data'

        where:
        group                                                                            | said                       | bus   || unit
        '0::/system.slice/system-postgresql.slice/postgresql@15-main.service'            | ['postgresql@15-main.service': ME] | true || 'postgresql@15-main.service'
        '12:pids:/\n1:name=systemd:/docker/0a/system.slice/db.service\n0::/'             | ['db.service': ME]         | true  || 'db.service'
        '0::/system.slice/db.service/inner'                                              | ['db.service': ME]         | true  || 'db.service'
        '0::/user.slice/user-1000.slice/user@1000.service/app.slice/postgresql.service'  | ['user@1000.service': 7]   | true  || null
        '0::/user.slice/user-1000.slice/user@1000.service/app.slice/postgresql.service'  | ['postgresql.service': 7]  | true  || null
        '0::/system.slice/ssh.service'                                                   | ['ssh.service': 7]         | true  || null
        '0::/system.slice/postgresql.service'                                            | ['postgresql.service': 7]  | true  || 'postgresql.service'
        '0::/system.slice/postgresql.service'                                            | ['postgresql.service': 0]  | true  || 'postgresql.service'
        '0::/system.slice/db.service'                                                    | ['db.service': 7]          | true  || null
        '0::/user.slice/user-0.slice/session-1.scope'                                    | [:]                        | true  || null
        '0::/system.slice/system-postgresql.slice/postgresql@15-main.service'            | [:]                        | false || 'postgresql@15-main.service'
        '0::/system.slice/postgresql-16.service'                                         | [:]                        | false || 'postgresql-16.service'
        '0::/system.slice/ssh.service'                                                   | [:]                        | false || null
        '0::/user.slice/user-1000.slice/user@1000.service/app.slice/postgresql.service'  | [:]                        | false || null
    }
}
