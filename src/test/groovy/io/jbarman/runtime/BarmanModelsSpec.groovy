package io.jbarman.runtime

import io.jbarman.config.BarmanConfigReader
import io.jbarman.draft.BarmanDraft
import io.jbarman.draft.BarmanDraftSpec
import io.jbarman.draft.DraftText
import io.jbarman.fixture.Fixtures
import io.jbarman.json.Json
import io.jbarman.playbook.TopologyFile
import io.jbarman.topology.BarmanHost.Supervise
import java.nio.file.Files
import java.nio.file.Path
import spock.lang.Requires
import spock.lang.Specification
import spock.lang.TempDir

/** What Barman 3.20 itself writes where a model is switched to and where options are changed by command: read as it reads them. */
@Requires(value = { sys['jbarman.matrix'] == 'true' }, reason = 'System property [jbarman.matrix] does not exist')
class BarmanModelsSpec extends Specification {
    /** Of what both can be asked for. */
    static final SAME = ['compression', 'conninfo', 'streaming_conninfo', 'parallel_jobs', 'minimum_redundancy', 'slot_name']

    @TempDir
    Path directory

    private String barman(String... words) {
        def command = ['bench/in-newer-debian', 'forky', 'barman', 'barman', '-c', "$directory/barman.conf".toString()] + words.toList()
        def made = ShellScripts.run([HOME: System.getProperty('user.home'), PATH: System.getenv('PATH')], new byte[0], Fixtures.checkout(), command as String[])
        assert made.status == 0: made
        made.out
    }

    private Map barmans() {
        def shown = Json.parse(barman('-f', 'json', 'show-server', 'pg')).asObject().get('pg').asObject()
        SAME.collectEntries { [it, "${Json.write(shown.get(it))}".toString().replaceAll('^"|"$', '')] }
    }

    private Map ours() {
        def server = BarmanConfigReader.read(directory.resolve('barman.conf')).servers().find { it.name() == 'pg' }
        SAME.collectEntries { [it, server.find(it).orElse('')] }
    }

    private String imported() {
        DraftText.of(BarmanDraft.of(BarmanConfigReader.read(directory.resolve('barman.conf')), BarmanDraftSpec.HERE, Supervise.NONE), 'barman.conf')
    }

    def "a model that Barman switched to and options that it changed are in force here, too, and are imported"() {
        given:
        Files.createDirectory(directory.resolve('barman.d'))
        Files.writeString(directory.resolve('barman.conf'), """[barman]
            |barman_user = root
            |barman_home = $directory/home
            |barman_lock_directory = $directory/home
            |log_file = $directory/barman.log
            |configuration_files_directory = $directory/barman.d
            |compression = gzip
            |[pg]
            |conninfo = host=pg1.example.com user=barman dbname=postgres
            |streaming_conninfo = host=pg1.example.com user=streamer
            |streaming_archiver = on
            |slot_name = barman
            |backup_method = postgres
            |compression = gzip
            |minimum_redundancy = 1
            |cluster = shop
            |[pg:moved]
            |model = true
            |cluster = shop
            |conninfo = host=pg2.example.com user=barman dbname=postgres
            |streaming_conninfo = host=pg2.example.com user=streamer
            |parallel_jobs = 3
            |""".stripMargin())
        Files.createDirectories(directory.resolve('home/pg'))

        expect:
        ours() == barmans()

        when:
        barman('config-switch', 'pg', 'pg:moved')

        then:
        barmans().conninfo.contains('pg2.example.com')
        ours() == barmans()
        imported().contains('pg2.example.com')

        when:
        barman('config-update', '[{"scope": "server", "server_name": "pg", "compression": "zstd", "minimum_redundancy": "2"}]')

        then:
        barmans().compression == 'zstd'
        ours() == barmans()
        TopologyFile.readText('imported.yml', imported()).topology().get().barman().values()[0].servers().pg.options().minimum_redundancy == '2'

        when:
        barman('config-switch', 'pg', '--reset')

        then:
        barmans().conninfo.contains('pg1.example.com')
        ours() == barmans()
    }
}
