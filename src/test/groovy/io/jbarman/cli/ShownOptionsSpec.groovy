package io.jbarman.cli

import java.nio.file.Files
import java.nio.file.Path
import spock.lang.Specification
import spock.lang.TempDir

/** What people hand on when they ask for help: whatever Barman's options are, no password is in it. */
class ShownOptionsSpec extends Specification {
    @TempDir
    Path directory

    def "#verb shows no password, wherever it stands"() {
        given:
        def file = Files.writeString(directory.resolve('barman.conf'), """
            [barman]
            barman_home = $directory
            barman_user = ${System.getProperty('user.name')}
            [pg]
            archiver = on
            conninfo = host=127.0.0.1 port=1 user=u password=canary-1
            aws_sse_customer_key = canary-2
            pre_backup_script = /usr/local/bin/tell --password canary-3
            ssh_command = sshpass -p canary-4 ssh postgres@pg
            post_archive_script = /usr/local/bin/told
            """.stripIndent())
        def out = new StringWriter()
        def err = new StringWriter()

        when:
        Main.commandLine(new PrintWriter(out), new PrintWriter(err), words as String[]).execute((['--config', file.toString()] + words) as String[])

        then:
        out.toString().contains('/usr/local/bin/told')
        out.toString().contains('********')
        !(out.toString() + err).contains('canary')

        where:
        verb           | words
        'show-servers' | ['show-servers', 'pg']
        'diagnose'     | ['diagnose']
    }
}
