package io.jbarman.config

import io.jbarman.diagnostics.ProblemException
import java.nio.file.Files
import java.nio.file.Path
import spock.lang.Specification
import spock.lang.TempDir

class BarmanConfigSpec extends Specification {
    @TempDir
    Path directory

    private Path file(String name, String text) {
        def file = directory.resolve(name)
        file.parent.toFile().mkdirs()
        Files.writeString(file, text)
        file
    }

    private Path main(String more = '') {
        file('barman.conf', """
            |; a comment
            |[barman]
            |barman_home = ${directory}/home
            |barman_user = barman
            |configuration_files_directory = ${directory}/barman.d
            |log_file: /var/log/barman/barman.log
            |$more
            |""".stripMargin())
    }

    def "a server is read with Barman's defaults"() {
        given:
        file('barman.d/pg.conf', '''
            |# the server
            |[pg]
            |description = "Our main PostgreSQL server"
            |conninfo = host=pg user=barman dbname=postgres
            |streaming_archiver = on
            |slot_name = barman
            |'''.stripMargin())

        when:
        def config = BarmanConfigReader.read(main())
        def pg = config.find('pg').get()

        then:
        pg.problems().empty
        pg.description() == 'Our main PostgreSQL server'
        pg.streamingArchiver()
        !pg.archiver()
        pg.active()
        pg.streamingConninfo() == pg.conninfo()
        pg.streamingArchiverName() == 'barman_receive_wal'
        pg.slotName().get() == 'barman'
        pg.compression().empty
        pg.streamingWalsDirectory() == directory.resolve('home/pg/streaming')
        pg.walsDirectory() == directory.resolve('home/pg/wals')
        pg.xlogdbDirectory() == directory.resolve('home/pg/wals')
        pg.global().lockDirectory() == directory.resolve('home')
        pg.global().runDirectory() == directory.resolve('home/.jbarman')
        config.files().size() == 2
        config.files().keySet()*.fileName*.toString() == ['barman.conf', 'pg.conf']
    }

    def "a value goes from [barman] to the servers, and references are expanded"() {
        given:
        file('barman.d/pg.conf', '''
            |[pg]
            |conninfo = host=pg application_name=100%%
            |archiver = on
            |backup_directory = %(barman_home)s/by-name/%(name)s
            |path_prefix = %(backup_directory)s/bin
            |'''.stripMargin())

        when:
        def pg = BarmanConfigReader.read(main('compression = gzip')).find('pg').get()

        then:
        pg.compression().get() == 'gzip'
        pg.backupDirectory() == directory.resolve('home/by-name/pg')
        pg.walsDirectory() == directory.resolve('home/by-name/pg/wals')
        pg.find('path_prefix').get() == "$directory/home/by-name/pg/bin"
        pg.conninfo().get().find('application_name').get() == '100%'
    }

    def "'#line' is reported at its line: #summary"() {
        given:
        file('barman.d/pg.conf', "[pg]\nconninfo = host=pg\nstreaming_archiver = on\nslot_name = barman\n$line\n".replaceAll(
            line.startsWith('slot_name') ? /slot_name = barman\n/ : /^$/, ''))

        when:
        def pg = BarmanConfigReader.read(main()).find('pg').get()
        def problem = pg.problems().find { it.summary() == summary }

        then:
        problem != null
        problem.error == error
        problem.origin().get().toString().contains('pg.conf:')
        problem.hint().contains(hint)

        where:
        line                          | error | summary                                               | hint
        'compresion = gzip'           | false | 'unknown option compresion in [pg]'                   | 'compression'
        'barman_home = /x'            | false | 'unknown option barman_home in [pg]'                  | '[barman]'
        'archiver = maybe'            | true  | "invalid value 'maybe' for archiver"                  | 'uses off'
        'slot_name = Barman'          | true  | "invalid value 'Barman' for slot_name"                | 'lower-case'
        'retention_policy = 7 DAYS'   | false | "invalid value '7 DAYS' for retention_policy"         | 'RECOVERY WINDOW'
        'streaming_conninfo = hst=pg' | true  | "invalid value 'hst=pg' for streaming_conninfo"       | 'did you mean "host"'
    }

    def "no configuration comes of #what"() {
        given:
        file('barman.d/pg.conf', text)

        when:
        BarmanConfigReader.read(main())

        then:
        def e = thrown(ProblemException)
        e.problems()[0].summary().contains(summary)
        e.problems()[0].origin().get().toString().contains("pg.conf:$line")
        !e.problems()[0].hint().empty

        where:
        what                  | line | text                                         | summary
        'a bare %'            | 2    | '[pg]\nconninfo = host=pg password=50%off\n' | '% that stands alone'
        'a dead reference'    | 2    | '[pg]\nconninfo = host=%(nowhere)s\n'        | '%(nowhere)s refers to'
        'a circle'            | 2    | '[pg]\npath_prefix = %(path_prefix)s/x\n'    | 'circle'
        'a doubled section'   | 3    | '[pg]\nconninfo = host=a\n[pg]\n'            | '[pg] stands twice'
        'a doubled option'    | 3    | '[pg]\nconninfo = host=a\nconninfo = host=b' | 'stands twice'
        'prose'               | 2    | '[pg]\nhello\n'                              | 'neither'
        'a second [barman]'   | 1    | '[barman]\nbarman_home = /x\n'               | 'included file'
    }

    def "the same server in two files is one, the later file winning, and a model is no server"() {
        given:
        file('barman.d/a.conf', '[pg]\nconninfo = host=a\narchiver = on\n')
        file('barman.d/b.conf', '[pg]\nconninfo = host=b\n[dr]\nmodel = true\ncluster = pg\nconninfo = host=c\n')

        when:
        def config = BarmanConfigReader.read(main())

        then:
        config.servers()*.name() == ['pg']
        config.find('pg').get().conninfo().get().find('host').get() == 'b'
    }

    def "what [DEFAULT] says holds wherever nothing else is said, before what [barman] says"() {
        given:
        file('barman.d/a.conf', '[DEFAULT]\nwho = backup\ncompresion = gzip\n[pg]\nconninfo = host=a user=%(who)s\nparallel_jobs = 3\n[other]\nconninfo = host=b\n')
        def file = main()
        Files.writeString(file, Files.readString(file) + 'parallel_jobs = 2\n[DEFAULT]\nparallel_jobs = 4\nretention_policy = REDUNDANCY 2\n')

        when:
        def config = BarmanConfigReader.read(file)

        then:
        config.servers()*.name() == ['pg', 'other']
        config.find('pg').get().conninfo().get().find('user').get() == 'backup'
        config.servers()*.find('parallel_jobs')*.get() == ['3', '4']
        config.servers()*.find('retention_policy')*.get() == ['REDUNDANCY 2', 'REDUNDANCY 2']
        config.problems()*.summary() == ['unknown option who in [DEFAULT]', 'unknown option compresion in [DEFAULT]']
        config.servers()*.problems()*.findAll { it.code() == 'config-unknown-option' }.flatten() == []
    }

    def "a server that was switched to a model is what that says: #what"() {
        given:
        file('barman.d/a.conf', '[pg]\nconninfo = host=a\ncluster = shop\nparallel_jobs = 2\n' +
                '[night]\nmodel = true\ncluster = shop\nconninfo = host=%(place)s\nplace = b\n[other]\nmodel = true\n')
        file('home/pg/.active-model.auto', "$active\n")

        when:
        def config = BarmanConfigReader.read(main())
        def pg = config.find('pg').get()

        then:
        [pg.conninfo().get().find('host').get(), pg.find('parallel_jobs').get()] == [host, '2']
        pg.problems()*.code().contains('config-model') == told
        config.files().keySet().any { it.endsWith('pg/.active-model.auto') }

        where:
        what                 | active  || host | told
        'a model of its own' | 'night' || 'b'  | false
        'another cluster\'s' | 'other' || 'a'  | true
        'one that is gone'   | 'none'  || 'a'  | true
    }

    def "a missing file and a missing home are told with a remedy"() {
        when:
        BarmanConfigReader.read(directory.resolve('none.conf'))

        then:
        def missing = thrown(ProblemException)
        missing.message.contains('no such file')

        when:
        BarmanConfigReader.read(file('empty.conf', ''))

        then:
        def empty = thrown(ProblemException)
        empty.message.contains('no [barman] section')
    }

    def "the configuration file is searched where Barman searches"() {
        given:
        def home = directory.resolve('me')
        def named = file('named.conf', '')
        def dotted = file('me/.barman.conf', '')

        expect:
        new ConfigSearch([:], home).find(Optional.of(named)) == named
        new ConfigSearch([BARMAN_CONFIG_FILE: named.toString()], home).find(Optional.empty()) == named
        new ConfigSearch([:], home).find(Optional.empty()) == dotted
    }

    def "every option of the table has a default that it would take itself"() {
        expect:
        BarmanOptions.names().size() > 120
        BarmanOptions.names().every { name ->
            def option = BarmanOptions.byName(name).get()
            option.defaultText().map { option.check(it).empty }.orElse(true)
        }
    }
}
