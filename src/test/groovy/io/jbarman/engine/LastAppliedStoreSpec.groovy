package io.jbarman.engine

import io.jbarman.compile.RecordPlace
import io.jbarman.diagnostics.Diagnostic
import io.jbarman.reach.Reach
import io.jbarman.secret.Secrets
import io.jbarman.time.Sleeper
import io.jbarman.transport.Account
import io.jbarman.transport.Command
import io.jbarman.transport.CommandResult
import io.jbarman.transport.NoSuchAccountException
import io.jbarman.transport.Transport
import io.jbarman.transport.TransportException
import io.jbarman.transport.local.LocalTransport
import java.nio.file.Files
import java.nio.file.Path
import spock.lang.Specification
import spock.lang.TempDir

/** A topology without a barmanhost had its record on the server's host; then it gets a barmanhost. */
class LastAppliedStoreSpec extends Specification {
    static final ROLE = Thing.id('role')
    static final OLD = new LastApplied([(ROLE): new LastApplied.Entry('d', false, [limit: '3'])])

    @TempDir
    Path directory

    List<String> away = []
    def nsswitch = 'files systemd'
    def failure = new TransportException(Diagnostic.error('host-unreachable', 'cannot reach pghost', 'start it'))

    private LastAppliedStore store(String... hosts) {
        def local = new LocalTransport('here', true)
        def gone = { Object[] args -> asked(args[0]) } as Transport
        def reach = [transport: { String host -> host in away ? gone : local }] as Reach
        def executor = new StepExecutor(reach, Secrets.NONE, { p, i -> '' } as VerifierSource, { } as Sleeper)
        def places = hosts.collect { new RecordPlace(it, System.getProperty('user.name'), Optional.of(directory.resolve(it).toString()), '', [] as Set) }
        new LastAppliedStore(reach, executor, places, 'shop')
    }

    /** A host that is away, or only one of its accounts. */
    private CommandResult asked(Object question) {
        if (failure instanceof NoSuchAccountException && question instanceof Command && question.account() == Account.LOGIN) {
            return new CommandResult(0, nsswitch, '')
        }
        throw failure
    }

    private Path record(String host) {
        directory.resolve("$host/.jbarman/applied-shop.json")
    }

    def setup() {
        ['bar', 'pghost', 'web'].each { Files.createDirectories(directory.resolve(it)) }
        store('pghost').write(OLD)
    }

    def "an earlier record that cannot be seen is looked for again until it can be, and what was there before it is known then"() {
        given:
        away = ['pghost']
        def meanwhile = new LastApplied.Entry('e', false, [limit: '5', comment: 'x'])

        when: 'an apply'
        def apply = store('bar', 'pghost')
        apply.update { it.with([(ROLE): meanwhile]) }
        apply.write(apply.soFar())

        then:
        apply.unseen().get().problem().code() == 'host-unreachable'
        store('bar', 'pghost').find().get().entries() == [(ROLE): meanwhile]

        when: 'destroy'
        store('bar', 'pghost').read()

        then:
        thrown(StepFailure)

        when: 'it is there again, and another apply changes one thing more'
        away = []
        def later = store('bar', 'pghost')
        later.update { it.with([(Thing.id('grants')): new LastApplied.Entry('g', true, [:])]) }
        later.write(later.soFar())

        then:
        !Files.exists(record('pghost'))
        with(store('bar', 'pghost').read().get()) {
            !partial()
            isMade(Thing.id('grants'))
            entries()[ROLE] == new LastApplied.Entry('e', false, [limit: '3', comment: 'x'])
        }
    }

    def "a place that cannot be seen is looked at again although a record was found in another one"() {
        given:
        Files.delete(record('pghost'))
        store('web').write(OLD)
        away = ['pghost']
        def places = ['bar', 'pghost', 'web'] as String[]

        when:
        def apply = store(places)
        apply.update { it.with([(Thing.id('grants')): new LastApplied.Entry('g', true, [:])]) }
        apply.write(apply.soFar())

        then:
        apply.unseen().get().problem().code() == 'host-unreachable'
        !Files.exists(record('web'))
        with(store(places).find().get()) {
            partial()
            entries().keySet() == [ROLE, Thing.id('grants')] as Set
        }

        when:
        store(places).read()

        then:
        thrown(StepFailure)

        when: 'it turns out that there is one, too'
        away = []
        store('pghost').write(new LastApplied([(Thing.id('slot')): new LastApplied.Entry('s', true, [:])]))
        def later = store(places)
        later.write(later.soFar())

        then:
        !Files.exists(record('pghost'))
        with(store(places).read().get()) {
            !partial()
            entries().keySet() == [ROLE, Thing.id('grants'), Thing.id('slot')] as Set
        }
    }

    def "an earlier record that says of itself that it is a part is looked for behind"() {
        given: 'what was in its own place before was not seen when it was made'
        Files.move(record('pghost'), Files.createDirectories(directory.resolve('web/.jbarman')).resolve('applied-shop.json'))
        away = ['web']
        def part = store('pghost', 'web')
        part.write(part.soFar())
        away = []

        when:
        def apply = store('bar', 'pghost', 'web')
        apply.write(apply.soFar())

        then:
        [record('pghost'), record('web')].every { !Files.exists(it) }
        store('bar', 'pghost', 'web').read().get() == OLD
    }

    def "an account that is not known, where accounts come from #sources: #partial"() {
        given:
        away = ['pghost']
        nsswitch = sources
        failure = new NoSuchAccountException(Diagnostic.error('account-not-taken', 'there is no such account', 'make it'))

        when:
        def apply = store('bar', 'pghost')
        apply.update { it.with([(ROLE): new LastApplied.Entry('e', false, [:])]) }
        apply.write(apply.soFar())

        then:
        apply.unseen().map { it.problem().summary() }.orElse('').contains(partial ? "looks for accounts by $partial, too" : '')
        apply.unseen().present == (partial != null)
        store('bar', 'pghost').find().get().partial() == (partial != null)

        where:
        sources                                 || partial
        'files systemd'                         || null
        ''                                      || null
        'compat [!UNAVAIL=return] db\n'         || null
        'sss files systemd'                     || 'sss'
        'files [NOTFOUND=continue] ldap winbind' || 'ldap'
    }

    def "an earlier record that is damaged is neither forgotten nor written over"() {
        given:
        Files.writeString(record('pghost'), '{ half of it')

        when:
        act.call(store('bar', 'pghost'))

        then:
        def e = thrown(StepFailure)
        e.problem().code() == 'record-damaged'
        Files.readString(record('pghost')) == '{ half of it'
        Files.list(directory.resolve('bar')).withCloseable { it.count() } == 0

        where:
        act << [{ it.read() }, { it.soFar() }, { it.update { known -> known } }]
    }

    def "where nobody has kept one, there is none"() {
        given:
        Files.delete(record('pghost'))

        expect:
        store('bar', 'pghost').read().empty
        store('bar', 'pghost').find().empty
    }
}
