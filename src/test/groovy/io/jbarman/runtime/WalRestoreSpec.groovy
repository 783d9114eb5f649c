package io.jbarman.runtime

import io.jbarman.fixture.Fixtures
import java.nio.file.Files
import java.nio.file.Path
import spock.lang.Specification
import spock.lang.TempDir

class WalRestoreSpec extends Specification {
    static final NAME = '000000010000000000000001'

    @TempDir
    Path home

    def "in #shell, an ssh that ends #ended is asked #times times beside #signal, and the end is #status"() {
        given: 'an ssh that ends as it is to, one after the other, and a sleep that only tells how long'
        def bin = Files.createDirectory(home.resolve('bin'))
        def data = Files.createDirectory(home.resolve('data'))
        Files.writeString(home.resolve('ends'), ended.collect { "$it\n" }.join(''))
        program(bin, 'ssh', "echo x >>$home/calls\nread -r end <$home/ends\nsed -i 1d $home/ends\necho wal\nexit \$end\n")
        program(bin, 'sleep', "echo \$1 >>$home/pauses\n")
        Files.createFile(data.resolve(signal))

        when:
        def ran = ShellScripts.run([PATH: "$bin:/usr/bin:/bin".toString()], new byte[0], data,
            (shell + [Path.of('templates/wal-restore').toAbsolutePath(), '127.0.0.1', 'pg', NAME, 'got'])*.toString() as String[])

        then:
        ran.status == status
        Files.readAllLines(home.resolve('calls')).size() == times
        (Files.exists(home.resolve('pauses')) ? Files.readAllLines(home.resolve('pauses')) : []) == ['5', '15', '30'].take(times - 1)
        Files.exists(data.resolve('got')) == (status == 0)
        ran.err.contains('HINT: PostgreSQL stops') == (status == 255)
        ran.err.contains("WARNING: $NAME was not fetched (exit status ${ended[0]}); another attempt in 5 seconds") == (times > 1)

        where:
        [shell, row] << [[['dash'], ['busybox', 'sh']].findAll { Fixtures.hasProgram(it[0]) }, [
            ['recovery.signal', [255, 255, 0], 3, 0],
            ['recovery.signal', [1, 137, 2, 0], 4, 0],
            ['recovery.signal', [255, 255, 255, 255, 0], 4, 255],
            ['recovery.signal', [127, 127, 127, 137], 4, 255],
            ['recovery.signal', [0], 1, 0],
            ['standby.signal', [255, 0], 1, 2],
            ['standby.signal', [127, 0], 1, 2],
            ['standby.signal', [143, 0], 1, 2],
            ['standby.signal', [77, 0], 1, 77],
        ]].combinations()
        (signal, ended, times, status) = row
    }

    private static void program(Path bin, String name, String text) {
        Files.writeString(bin.resolve(name), '#!/bin/sh\n' + text).toFile().executable = true
    }
}
