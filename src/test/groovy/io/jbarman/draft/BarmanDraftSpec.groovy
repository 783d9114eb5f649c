package io.jbarman.draft

import io.jbarman.config.BarmanConfigReader
import io.jbarman.config.BarmanOption
import io.jbarman.config.BarmanOptions
import io.jbarman.config.OptionKind
import io.jbarman.playbook.TopologyFile
import io.jbarman.topology.BarmanHost.Supervise
import io.jbarman.topology.Host
import java.nio.file.Files
import java.nio.file.Path
import spock.lang.Specification
import spock.lang.TempDir

/** Barman's configuration as a topology: what it says is what our own reader understands, and nothing is dropped. */
class BarmanDraftSpec extends Specification {
    static final SSH = new Host.SshAccess(
            Optional.empty(), OptionalInt.empty(), Optional.empty(), Optional.empty(), Host.Become.NONE)
    static final HERE = new DraftSite(Optional.of('shop'), Optional.empty(), SSH)

    @TempDir
    Path directory

    private Path installed() {
        Files.createDirectory(directory.resolve('barman.d'))
        ['barman.conf', 'barman.d/10-main.conf', 'barman.d/files.conf'].each { file ->
            def text = BarmanDraftSpec.getResource("/import/$file").getText('UTF-8')
            Files.writeString(directory.resolve(file), text.replace('@DIR@', directory.toString()))
        }
        directory.resolve('barman.conf')
    }

    private String imported(Path main) {
        DraftText.of(BarmanDraft.of(BarmanConfigReader.read(main), HERE, Supervise.NONE), main.toString())
    }

    def "a configuration with included files, a model and interpolation is imported as it is expected"() {
        when:
        def raw = imported(installed())
        def text = raw.replace(directory.toString(), '@DIR@')
        if (Boolean.getBoolean('golden.write')) {
            Files.writeString(Path.of(System.getProperty('jbarman.checkout', '.'), 'src/test/resources/import/topology.yml'), text)
        }

        then:
        text == BarmanDraftSpec.getResource('/import/topology.yml').getText('UTF-8')
        !text.contains('canary')
        TopologyFile.readText('imported.yml', raw).topology().present
    }

    def "a model in force is what its server is, and one of another cluster is told of: #model"() {
        given:
        def main = installed()
        def file = directory.resolve('barman.d/10-main.conf')
        Files.writeString(file, Files.readString(file).replace('/srv/', "$directory/srv/") +
                '\n[main:other]\nmodel = true\ncluster = other\nparallel_jobs = 9\n')
        Files.writeString(Files.createDirectories(directory.resolve('srv/shop/main')).resolve('.active-model.auto'), model)

        when:
        def draft = BarmanDraft.of(BarmanConfigReader.read(main), HERE, Supervise.NONE)

        then:
        draft.topology().barman().backup.servers().main.options().parallel_jobs == jobs
        draft.topology().barman().backup.servers().main.conninfo().conninfo().contains("host=$host")
        draft.remarks().any { it.summary().contains(told) }

        where:
        model        || jobs | host              | told
        'main:night' || '4'  | 'pg2.example.com' | "model 'main:night' is in force for 'main'"
        'main:other' || null | 'pg1.example.com' | "model 'main:other', which is not applied: it is of cluster 'other'"
    }

    def "what jbarman runs itself asks for no client that no configuration asks for: #method"() {
        given:
        def main = Files.writeString(directory.resolve('barman.main'),
                "[barman]\nbarman_home = /b\nconfiguration_files_directory = $directory\n[pg]\nconninfo = host=a\nstreaming_archiver = on\nbackup_method = $method\n")

        when:
        def draft = BarmanDraft.of(BarmanConfigReader.read(main), HERE, Supervise.AUTO)

        then:
        !draft.topology().barman().backup.wantsClient()
        draft.remarks().any { it.summary().startsWith('client: false') } == told
        TopologyFile.readText('imported.yml', DraftText.of(draft, main.toString())).topology().get() == draft.topology()

        where:
        method     || told
        'postgres' || true
        'rsync'    || false
    }

    def "any configuration is read back as it was translated, and every option of it is there or listed"() {
        given:
        def random = new Random(seed)
        def said = [:]
        def text = new StringBuilder("[barman]\nbarman_home = /var/lib/barman\nconfiguration_files_directory = $directory\n")
        (1..3).each { n ->
            said["pg$n"] = options(random)
            text << "[pg$n]\nconninfo = host=10.0.0.$n user=barman password=canary-$n\nslot_name = slot_$n\n"
            said["pg$n"].each { name, value -> text << "$name = ${value.replace('%', '%%')}\n" }
        }
        def main = Files.writeString(directory.resolve('barman.main'), text.toString())

        when:
        def draft = BarmanDraft.of(BarmanConfigReader.read(main), HERE, Supervise.NONE)
        def document = DraftText.of(draft, main.toString())
        def parsed = TopologyFile.readText('imported.yml', document)

        then:
        parsed.problems().findAll { it.error } == []
        parsed.topology().get() == draft.topology()
        !document.contains('canary')
        said.every { server, options ->
            options.every { name, value ->
                def archived = draft.topology().barman().backup.servers()[server]
                archived.options().containsKey(name) || draft.remarks().any { it.summary().contains("$name =") || it.summary().contains("$name of '") || it.summary().contains("for $name") } ||
                        name in ['streaming_archiver', 'archiver', 'streaming_archiver_name', 'streaming_conninfo']
            }
        }

        where:
        seed << (1..40)
    }

    private static Map<String, String> options(Random random) {
        BarmanOptions.names().collect { BarmanOptions.byName(it).get() }
                .findAll { it.server && !(it.name() in ['conninfo', 'slot_name', 'jbarman_layout', 'primary_ssh_command']) && random.nextInt(6) == 0 }
                .collectEntries { [it.name(), value(it, random)] }
    }

    private static String value(BarmanOption option, Random random) {
        def kind = option.kind()
        if (kind instanceof OptionKind.Flag) return ['on', 'off', 'true', 'false', 'yes'][random.nextInt(5)]
        if (kind instanceof OptionKind.Count) return "${kind.least() + random.nextInt(9)}"
        if (kind instanceof OptionKind.Choice) return kind.words()[random.nextInt(kind.words().size())]
        if (kind instanceof OptionKind.Connection) return "host=10.0.0.${random.nextInt(9)} user=u${random.nextInt(3)} password=canary"
        if (kind instanceof OptionKind.Text) {
            def alphabet = ['a', 'true', '7', ' ', '"', "'", '{{', '}}', ': ', ' #', '- ', '\\', 'ü', '%', '\u202e', '[', ',', '&', '*', '\ud83d\ude00']
            return 'x' + (0..random.nextInt(8)).collect { alphabet[random.nextInt(alphabet.size())] }.join('') + 'y'
        }
        // What has a shape of its own: some good, some that Barman ignores
        return ['4', 'medium', 'REDUNDANCY 2', '1 DAYS', 'barman'][random.nextInt(5)]
    }
}
