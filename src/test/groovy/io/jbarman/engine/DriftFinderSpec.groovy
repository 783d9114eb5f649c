package io.jbarman.engine

import io.jbarman.facts.Fact
import io.jbarman.plan.Action
import io.jbarman.plan.Decision
import io.jbarman.plan.Difference
import io.jbarman.plan.Effect
import io.jbarman.plan.Plan
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
