package io.jbarman.runtime

import io.jbarman.fixture.Eventually
import io.jbarman.fixture.PgCluster
import io.jbarman.json.Json
import io.jbarman.json.JsonValue
import java.nio.charset.StandardCharsets
import java.nio.file.Files
import java.nio.file.Path
import java.security.MessageDigest
import java.util.concurrent.TimeUnit

/** A barmanhost in a directory: configuration files, and jbarman as a process of its own, started from the classes. */
class RuntimeHost implements Closeable {
    final Path directory
    final Map<String, String> environment = [:]
    private final List<Process> processes = []

    RuntimeHost() {
        directory = Files.createTempDirectory(Path.of('/tmp'), 'jbrt')
        Files.createDirectories(directory.resolve('conf.d'))
        main('')
    }

    void main(String more) {
        Files.writeString(directory.resolve('barman.conf'), """
            |[barman]
            |barman_home = $directory/home
            |barman_user = ${System.getProperty('user.name')}
            |configuration_files_directory = $directory/conf.d
            |log_file = $directory/barman.log
            |$more
            |""".stripMargin())
    }

    void server(String name, String text) {
        Files.writeString(directory.resolve("conf.d/${name}.conf"), "[$name]\n$text\n")
    }

    void server(String name, PgCluster pg, String more = '') {
        server(name, """
            |conninfo = host=127.0.0.1 port=${pg.port()} user=${pg.superuser()} password=${io.jbarman.quickstart.PostgresInstance.PASSWORD} dbname=postgres
            |streaming_archiver = on
            |${more.contains('slot_name') ? '' : 'slot_name = barman'}
            |$more
            |""".stripMargin())
    }

    /** Runs a command to its end. */
    Ran run(String... words) {
        def process = start(words)
        def out = process.inputStream
        def err = process.errorStream
        def errors = new StringBuilder()
        def reader = Thread.start { errors << err.getText('UTF-8') }
        def text = out.getText('UTF-8')
        assert process.waitFor(120, TimeUnit.SECONDS)
        reader.join()
        new Ran(process.exitValue(), text, errors.toString())
    }

    Process start(String... words) {
        startUnder([], words)
    }

    /** The same as what another program runs. */
    Process startUnder(List<String> program, String... words) {
        def command = program + [System.getProperty('java.home') + '/bin/java', '-XX:TieredStopAtLevel=1', '-XX:+UseSerialGC', '-XX:-UsePerfData',
            '-cp', classPath(), 'io.jbarman.cli.Main', '--config', directory.resolve('barman.conf').toString()]
        def builder = new ProcessBuilder(command + words.toList())
        builder.environment().putAll(environment)
        def process = builder.start()
        processes << process
        process
    }

    private static String classPath() {
        def loader = RuntimeHost.classLoader
        def all = loader instanceof URLClassLoader ? loader.URLs*.path : System.getProperty('java.class.path').split(':')
        all.findAll { !it.contains('test-classes') }.join(':')
    }

    JsonValue.JsonObject status(String server) {
        def answer = new ControlClient(new RunDirectory(directory.resolve('home/.jbarman'))).status(server)
        answer.orElse(null)
    }

    boolean streaming(String server) {
        def status = status(server)
        status != null && status.get('receiver').asObject().find('state').map { it.asText() }.orElse('') == 'streaming'
    }

    Path home() {
        directory.resolve('home')
    }

    Path archived(String server, String segment) {
        home().resolve(server).resolve('wals').resolve(segment[0..<16]).resolve(segment)
    }

    static String sha256(InputStream stream) {
        stream.withCloseable { MessageDigest.getInstance('SHA-256').digest(it.readAllBytes()).encodeHex().toString() }
    }

    Optional<Long> pid() {
        RuntimeRecord.livingPid(new RunDirectory(directory.resolve('home/.jbarman')))
    }

    /** Ends the runtime as a power cut would, be it one whose tracer died before it said who it is. */
    void kill() {
        pid().flatMap { ProcessHandle.of(it) }.ifPresent { it.destroyForcibly() }
        processes.each { it.destroyForcibly().waitFor(10, TimeUnit.SECONDS) }
        ours().findAll { commandLine(it).contains('io.jbarman.cli.Main') }.each { it.destroyForcibly() }
    }

    /** Processes that have a file of this host in their command line. */
    List<String> left() {
        ours().collect { commandLine(it) }
    }

    private List<ProcessHandle> ours() {
        ProcessHandle.allProcesses().filter { commandLine(it).contains(directory.toString()) }.toList()
    }

    /** All of it: the JDK's own ends after 4096 bytes, which a class path alone may have. */
    private static String commandLine(ProcessHandle process) {
        try {
            Files.readString(Path.of("/proc/${process.pid()}/cmdline"), StandardCharsets.ISO_8859_1).replace('\0', ' ')
        } catch (IOException gone) {
            ''
        }
    }

    @Override
    void close() {
        kill()
        Eventually.until { left().empty }
        directory.toFile().deleteDir()
    }

    static class Ran {
        final int status
        final String out
        final String err
        byte[] bytes = new byte[0]

        Ran(int status, String out, String err) {
            this.status = status
            this.out = out
            this.err = err
        }

        JsonValue.JsonObject json() {
            Json.parse(out).asObject()
        }

        @Override
        String toString() {
            "exit $status\n$out\n$err"
        }
    }
}
