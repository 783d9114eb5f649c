package io.jbarman.cli

import io.jbarman.config.BarmanConfigReader
import io.jbarman.config.ServerConfig
import io.jbarman.diagnostics.ProblemException
import io.jbarman.runtime.CheckItem
import io.jbarman.runtime.CheckItem.Status
import java.nio.file.Files
import java.nio.file.Path
import spock.lang.Specification
import spock.lang.TempDir

class HopRunSpec extends Specification {
    @TempDir
    Path directory

    def "#asked of a server that #archiving, where #found was found: #verdicts"() {
        given:
        def items = found.collect { name, status -> new CheckItem(name, status as Status, 'so') }

        expect:
        HopRun.verdicts(asked, server(archiving), items).collectEntries { [it.name(), it.status().name()] } == verdicts

        where:
        asked            | archiving  | found                                              || verdicts
        ['all']          | 'streams'  | [login: 'OK', streaming: 'OK', wal: 'OK']          || [login: 'OK', streaming: 'OK', wal: 'OK']
        ['all']          | 'streams'  | [login: 'FAILED', streaming: 'OK', wal: 'UNKNOWN'] || [login: 'FAILED', streaming: 'OK', wal: 'FAILED']
        ['all']          | 'archives' | [login: 'OK', wal: 'OK']                           || [login: 'OK', wal: 'OK']
        ['wal']          | 'streams'  | [login: 'FAILED', wal: 'UNKNOWN']                  || [wal: 'FAILED']
        ['streaming']    | 'archives' | [login: 'OK', wal: 'OK']                           || [streaming: 'FAILED']
        ['login', 'wal'] | 'archives' | [:]                                                || [login: 'FAILED', wal: 'FAILED']
    }

    def "what is not there is named with what to do, a hop that there is none of before anything is tried"() {
        expect:
        HopRun.verdicts(['streaming'], server('archives'), [])[0].hint() ==
            "server 'pg' has no such hop: set streaming_archiver = on in its section, or ask for login, wal"

        when:
        HopRun.of(null, ['all', 'typo'])

        then:
        ProblemException refused = thrown()
        refused.problems()[0].code() == 'unknown-hop'
        refused.problems()[0].summary() == 'there is no hop typo'
    }

    private ServerConfig server(String archiving) {
        def file = Files.writeString(directory.resolve('barman.conf'),
            "[barman]\nbarman_home = $directory\n[pg]\nconninfo = host=127.0.0.1\n${archiving == 'streams' ? 'streaming_archiver' : 'archiver'} = on\n")
        BarmanConfigReader.read(file).find('pg').get()
    }
}
