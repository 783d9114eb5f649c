package io.jbarman.resource.runtime

import io.jbarman.facts.Fact
import io.jbarman.facts.Facts
import io.jbarman.facts.barman.RuntimeFact
import io.jbarman.facts.server.WalSender
import io.jbarman.facts.setting.Setting
import io.jbarman.facts.setting.Settings
import io.jbarman.plan.Decision
import io.jbarman.plan.Effect
import io.jbarman.plan.ResourceId
import io.jbarman.topology.BarmanHost.Supervise
import spock.lang.Specification

class BlockingCommitsSpec extends Specification {
    static final STREAM = new BlockingCommits.Received('pg', 'barman_receive_wal')

    def "#what with synchronous_standby_names '#names' and #streaming streaming: #blocks"() {
        given:
        def runtime = RuntimeResourceSpec.runtime(Supervise.PROCESS, '/opt/jbarman/releases/2/jbarman')
        def running = RuntimeResourceSpec.running(what == 'reloaded' ? 'old' : 'new', "/opt/jbarman/releases/${what == 'upgraded' ? 1 : 2}/jbarman")
        def inner = what == 'stopped' ? new StoppedRuntimeResource(runtime, true) : runtime

        when:
        def change = new BlockingCommits(inner, runtime, [STREAM]).decide(facts(runtime, new RuntimeFact(Optional.empty(), running), names, streaming)) as Decision.Change

        then:
        change.effect() == (blocks ? Effect.BLOCKS_COMMITS : Effect.NONE)
        change.reason().contains('too few others of synchronous_standby_names stream from pg: commits there wait') == blocks
        change.steps() == (inner.decide(new RuntimeFact(Optional.empty(), running)) as Decision.Change).steps()

        where:
        what       | names                           | streaming                         || blocks
        'upgraded' | 'barman_receive_wal'            | ['barman_receive_wal']            || true
        'upgraded' | '"Barman_Receive_WAL"'          | ['barman_receive_wal', 'pg2']     || true
        'upgraded' | '*'                             | ['barman_receive_wal']            || true
        'upgraded' | 'ANY 2 (pg2, barman_receive_wal)' | ['barman_receive_wal', 'pg2']   || true
        'stopped'  | 'barman_receive_wal'            | ['barman_receive_wal']            || true
        'reloaded' | 'barman_receive_wal'            | ['barman_receive_wal']            || false
        'upgraded' | ''                              | ['barman_receive_wal']            || false
        'upgraded' | '*'                             | ['barman_receive_wal', 'pg2']     || false
        'upgraded' | 'pg2, barman_receive_wal'       | ['barman_receive_wal', 'pg2']     || false
        'upgraded' | 'pg2'                           | ['barman_receive_wal', 'pg2']     || false
        'upgraded' | 'barman_receive_wal'            | ['pg2']                           || false
        'upgraded' | null                            | ['barman_receive_wal']            || false
    }

    def "without one of its servers it is still marked"() {
        given:
        def missing = new ResourceId('pg', 'server', 'postgresql')
        def runtime = RuntimeResourceSpec.runtime(Supervise.PROCESS)

        expect:
        new BlockingCommits(runtime, runtime, [STREAM]).without([] as Set).get() == new BlockingCommits(runtime, runtime, [STREAM])
        new BlockingCommits(runtime, runtime, [STREAM]).without([missing] as Set).isEmpty()
    }

    static Facts facts(RuntimeResource runtime, RuntimeFact state, String names, List<String> streaming) {
        def setting = new Setting('synchronous_standby_names', names ?: '', Optional.empty(), 'sighup', 'string', [], Optional.empty(), Optional.empty(), Optional.of(''), 'default')
        def server = names == null ? [:] : [
            (STREAM.settings()): new Fact.Known<>(new Settings([synchronous_standby_names: setting])),
            (STREAM.senders()) : new Fact.Known<>(streaming.collect { new WalSender(Optional.of(it), Optional.of('streaming')) })]
        new Facts([(runtime.runtime()): new Fact.Known<>(state), (RuntimeResourceSpec.DIRECTORY): new Fact.Known<>([])] + server)
    }
}
