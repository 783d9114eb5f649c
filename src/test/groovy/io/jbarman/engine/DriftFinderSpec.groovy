package io.jbarman.engine

import io.jbarman.facts.Fact
import io.jbarman.plan.Action
import io.jbarman.plan.Decision
import io.jbarman.plan.Difference
import io.jbarman.plan.Effect
import io.jbarman.plan.Plan
import io.jbarman.report.DriftText
import io.jbarman.report.Ink
import io.jbarman.resource.Before
import io.jbarman.resource.ResourceGraph
import spock.lang.Specification

class DriftFinderSpec extends Specification {
    def graph = new ResourceGraph([
            new Thing('setting', '64'), new Thing('reload', 'run', ['setting']),
            new Thing('role', '1'), new Thing('grants', '1', ['role', 'reload'])])
    def demands = Demands.of(graph)

    def "a setting changed behind our back is one finding, its reload nested in it"() {
        when:
        def report = look([setting: '4', reload: '', role: '1', grants: '1'], inPlace())

        then:
        report.findings()*.id()*.name() == ['setting']
        report.findings()[0].kind() == DriftClass.DRIFT
        report.findings()[0].consequences()*.id()*.name() == ['reload']
        report.hasDrift()
        report.inSync() == 2
    }

    def "the grants of a dropped role follow from it; those of a changed one do not"() {
        expect:
        look([setting: '64', reload: 'run', role: role, grants: ''], inPlace()).findings()*.id()*.name() == found

        where:
        role || found
        ''   || ['role']
        '0'  || ['role', 'grants']
    }

    def "of causes that come one after the other it is the last that a finding follows from"() {
        given:
        def chain = new ResourceGraph([new Thing('door', '1'), new Thing('ssh', '1', ['door']), new Thing('test', '1', ['door', 'ssh'])])

        when:
        def report = new DriftFinder(chain.edges(), Demands.of(chain), Optional.empty(), AddressGlobs.of([]))
                .report(Planner.plan('shop', chain, Thing.facts([door: '', ssh: '', test: ''])))

        then:
        report.findings()*.id()*.name() == ['door']
        report.findings()[0].consequences()*.id()*.name() == ['ssh']
        report.findings()[0].consequences()[0].consequences()*.id()*.name() == ['test']
    }

    def "class of a difference: #what"() {
        expect:
        look([setting: '4', reload: 'run', role: '1', grants: '1'], record(demands)).findings()[0].kind() == kind

        where:
        what                                    | record                                          || kind
        'the topology is as it was applied'     | { inPlace(it) }                                 || DriftClass.DRIFT
        'the topology was changed since'        | { inPlace(it, 'other') }                        || DriftClass.UNAPPLIED
        'this was never applied'                | { Optional.of(LastApplied.NOTHING) }            || DriftClass.UNAPPLIED
        'there is no record'                    | { Optional.empty() }                            || DriftClass.DRIFT_OR_UNAPPLIED
    }

    def "what cannot be seen makes the look incomplete, what is ignored counts for nothing"() {
        when:
        def report = new DriftFinder(graph.edges(), demands, inPlace(), AddressGlobs.of(['pg/*/setting']))
                .report(Planner.plan('shop', graph, Thing.facts([setting: '4', reload: 'run', role: new Fact.Unknown('no right', ''), grants: '1'])))

        then:
        report.findings()*.kind() == [DriftClass.IGNORED, DriftClass.UNKNOWN]
        !report.hasDrift()
        report.incomplete
    }

    def "one unreachable host is one finding, however much is on it; what could be seen is compared"() {
        given:
        def lost = new Fact.Unknown('cannot reach pghost', 'start it')

        when:
        def report = look([setting: '64', reload: lost, role: lost, grants: lost], record)

        then:
        report.findings()*.kind() == [DriftClass.UNKNOWN]
        report.findings()[0].hidden()*.name().sort() == ['grants', 'role']
        report.incomplete && !report.hasDrift()
        DriftText.of(report, Ink.NONE) == """\
            UNKNOWN  pg/thing/reload
                cannot reach pghost
                hint: start it
                hides pg/thing/role, pg/thing/grants
            1 unknown, hiding 2 more; 1 in sync.
            """.stripIndent()

        where:
        record << [Optional.empty(), Optional.of(LastApplied.NOTHING)]
    }

    def "what was seen to differ behind a conflict is drift still, what was not seen is no drift"() {
        when:
        def report = look([setting: 'foreign', reload: 'run', role: 'foreign', grants: grants], inPlace())

        then:
        report.findings().find { it.id().name() == 'role' }.consequences()*.kind() == kinds

        where:
        grants                             || kinds
        '0'                                || [DriftClass.DRIFT]
        new Fact.Unknown('no right', '')   || [DriftClass.UNKNOWN]
    }

    def "the record remembers what was there first, and reads back as it was written"() {
        given:
        def before = Planner.plan('shop', graph, Thing.facts([setting: '4', reload: 'run', role: '', grants: '1']))
        def report = new ApplyReport(before.changes().collect { new Outcome.Done(it) }, false)
        def after = Planner.plan('shop', graph, Thing.facts([setting: '64', reload: 'run', role: '1', grants: '1']))

        when:
        def record = Recording.after(LastApplied.NOTHING, report, after, demands)

        then:
        record.of(Thing.id('setting')).before() == [value: '4']
        !record.of(Thing.id('setting')).created()
        record.of(Thing.id('role')).created()
        LastApplied.parse(record.text('shop')) == record
        Recording.after(record, new ApplyReport([], false), after, demands) == record
    }

    def "what is about to be is on record, what failed halfway stays there, and what failed at once does not"() {
        given:
        def made = new Decision.Change(Thing.id('role'), Action.CREATE, [new Difference('login', '', 'true')], Effect.NONE, '', [])
        def left = new Decision.Change(Thing.id('role'), Action.UPDATE, [new Difference('password', '', '(secret)')], Effect.NONE, '', [])
        def gone = new Decision.Change(Thing.id('setting'), Action.REMOVE, [new Difference('value', '4', '')], Effect.NONE, '', [])
        def ours = new LastApplied([(Thing.id('setting')): new LastApplied.Entry('', true, [:])])

        when:
        def ahead = Recording.ahead(ours, [made, gone])

        then:
        ahead.isMade(Thing.id('role'))
        ahead.isMade(Thing.id('setting'))
        ahead.with([(Thing.id('role')): ours.of(Thing.id('role'))]) == ours

        and:
        def failed = new ApplyReport([new Outcome.Failed(made, 1, null)], false)
        Recording.after(ours, failed, new Plan('shop', [left]), demands).isMade(Thing.id('role'))
        Recording.after(ours, failed, new Plan('shop', [made]), demands) == ours
    }

    def "of a text, what was there first is on record, and all that was written since"() {
        given:
        def changes = [['first', 'ours'], ['a hand', 'ours'], ['ours', 'ours too']].collect { before, now ->
            new Decision.Change(Thing.id('setting'), Action.UPDATE, [new Difference(Before.CONTENT, before, now), new Difference('mode', '0600', '0644')], Effect.NONE, '', [])
        }

        when:
        def way = changes.inject(LastApplied.NOTHING) { earlier, change -> Recording.ahead(earlier, [change]) }.before()[Thing.id('setting')]

        then:
        way == new Before(false, [content: 'first', mode: '0600'], ['ours', 'ours too'].collect { new Before.Addition('content', it) })
        way.given(Before.CONTENT) == ['ours', 'ours too']
    }

    def "what had nothing before goes back to nothing, whatever it has been since"() {
        given:
        def changes = [['', 'ours'], ['ours', 'ours too'], ['another\'s', 'ours']].collect { before, now ->
            new Decision.Change(Thing.id('setting'), Action.UPDATE, [new Difference('value', before, now)], Effect.RELOAD, '', [])
        }

        when:
        def record = changes.inject(LastApplied.NOTHING) { earlier, change ->
            Recording.after(earlier, new ApplyReport([new Outcome.Done(change)], false), new Plan('shop', [], []), demands)
        }

        then:
        record.before()[Thing.id('setting')].of('value') == Optional.of('')
    }

    def "what jbarman made and took away again is as it was: not there"() {
        given:
        def made = Optional.of(new LastApplied([(Thing.id('role')): new LastApplied.Entry('', created, [:])]))
        def removal = new Decision.Change(Thing.id('role'), Action.REMOVE, [new Difference('role', 'exists', '')], Effect.NONE, '', [])

        when:
        def record = Recording.after(made.get(), new ApplyReport([new Outcome.Done(removal)], false), new Plan('shop', []), demands)

        then:
        record.before().get(Thing.id('role')) == before

        where:
        created || before
        true    || new Before(false, [:], [])
        false   || new Before(false, [role: 'exists'], [])
    }

    private DriftReport look(Map values, Optional<LastApplied> record) {
        new DriftFinder(graph.edges(), demands, record, AddressGlobs.NONE)
                .report(Planner.plan('shop', graph, Thing.facts(values)))
    }

    private Optional<LastApplied> inPlace() { inPlace(demands) }

    private static Optional<LastApplied> inPlace(Demands demands, String prefix = '') {
        Optional.of(new LastApplied(demands.digests().collectEntries { id, digest ->
            [id, new LastApplied.Entry(prefix + digest, false, [:])]
        }))
    }
}
