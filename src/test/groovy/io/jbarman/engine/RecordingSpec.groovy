package io.jbarman.engine

import io.jbarman.plan.Action
import io.jbarman.plan.Decision
import io.jbarman.plan.Difference
import io.jbarman.plan.Effect
import io.jbarman.plan.Plan
import io.jbarman.plan.ResourceId
import spock.lang.Specification

class RecordingSpec extends Specification {
    static final COMMAND = new ResourceId('pg', 'setting', 'archive_command')
    static final HOLD = change('archive_mode', new Difference('value', 'off', 'on'), Difference.ofSetting('archive_command', '', '/bin/true'))

    def "an archive_command that is held, set and set anew: what was first is known, and all that was given"() {
        when:
        def record = Recording.ahead(LastApplied.NOTHING, [HOLD, value('/bin/true', 'ours'), value('ours', 'ours, elsewhere')])

        then:
        record.before()[COMMAND].of('value') == Optional.of('')
        record.before()[COMMAND].given('value') == ['/bin/true', 'ours', 'ours, elsewhere']
        record.before()[new ResourceId('pg', 'setting', 'archive_mode')].of('value') == Optional.of('off')
    }

    def "an archiver of somebody's that was replaced is what was first"() {
        when:
        def record = Recording.ahead(LastApplied.NOTHING, [value('pgbackrest', 'ours'), value('ours', 'ours, elsewhere')])

        then:
        record.before()[COMMAND].of('value') == Optional.of('pgbackrest')
        record.before()[COMMAND].given('value') == ['ours', 'ours, elsewhere']
    }

    def "what one change fails at leaves what others have done on record"() {
        given:
        def earlier = Recording.ahead(LastApplied.NOTHING, [value('', 'ours')])
        def failed = new Outcome.Failed(change('work_mem', new Difference('value', '4MB', '8MB')), 0, null)
        def report = new ApplyReport([new Outcome.Done(value('ours', 'ours, elsewhere')), failed], false)

        when:
        def record = Recording.after(earlier, report, new Plan('site', [], []), new Demands([:]))

        then:
        record.before()[COMMAND].given('value') == ['ours', 'ours, elsewhere']
        record.before()[failed.id()].of('value') == Optional.of('4MB')
    }

    private static Decision.Change value(String before, String after) {
        change('archive_command', new Difference('value', before, after))
    }

    private static Decision.Change change(String name, Difference... differences) {
        new Decision.Change(new ResourceId('pg', 'setting', name), Action.UPDATE, differences.toList(), Effect.RELOAD, '', [])
    }
}
