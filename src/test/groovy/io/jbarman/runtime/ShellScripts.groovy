package io.jbarman.runtime

import io.jbarman.template.ResourceTemplate
import io.jbarman.transport.ShellQuote
import java.nio.file.Files
import java.nio.file.Path
import java.nio.file.attribute.PosixFilePermissions

/** The scripts of templates/, ready to run, and shells to run them with. */
class ShellScripts {
    /** Written into a directory, with values for their placeholders. */
    static Path write(Path directory, String template, Map<String, String> values = [:]) {
        def quoted = values.collectEntries { name, value -> [(name): ShellQuote.quote(value)] } as Map<String, Object>
        def text = values ? ResourceTemplate.render(template, quoted) : ResourceTemplate.text(template)
        def file = directory.resolve(template == 'barman-shim' ? 'barman' : template)
        Files.writeString(file, text)
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString('rwxr-xr-x'))
    }

    /** A directory with nothing but these programs and those that every system has, to be the PATH. */
    static Path path(Path directory, List<String> programs) {
        Files.createDirectories(directory)
        (programs + ['sh', 'cat', 'printf', 'java', 'env']).each { name ->
            def program = '/usr/bin:/bin:/usr/local/bin'.split(':').collect { Path.of(it, name) }.find { Files.isExecutable(it) }
            if (program) {
                Files.createSymbolicLink(directory.resolve(name), program)
            }
        }
        directory
    }

    static RuntimeHost.Ran run(Map<String, String> environment, byte[] input, Path directory, String... words) {
        def builder = new ProcessBuilder(words.toList()).directory(directory.toFile())
        builder.environment().putAll(environment)
        def process = builder.start()
        def out = new ByteArrayOutputStream()
        def err = new ByteArrayOutputStream()
        def readers = [Thread.start { process.inputStream.transferTo(out) }, Thread.start { process.errorStream.transferTo(err) }]
        try {
            process.outputStream.withCloseable { it.write(input) }
        } catch (IOException ignored) {
            // it did not want it all
        }
        process.waitFor()
        readers*.join()
        def ran = new RuntimeHost.Ran(process.exitValue(), out.toString('UTF-8'), err.toString('UTF-8'))
        ran.bytes = out.toByteArray()
        ran
    }
}
