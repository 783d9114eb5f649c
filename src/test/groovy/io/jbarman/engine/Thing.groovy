package io.jbarman.engine

import io.jbarman.facts.Fact
import io.jbarman.facts.FactQuery
import io.jbarman.facts.Facts
import io.jbarman.pg.ServerVersion
import io.jbarman.plan.Action
import io.jbarman.plan.Decision
import io.jbarman.plan.Difference
import io.jbarman.plan.Effect
import io.jbarman.plan.ResourceId
import io.jbarman.plan.SecretText
import io.jbarman.plan.Step
import io.jbarman.postgres.Row
import io.jbarman.resource.Observation
import io.jbarman.resource.Resource

/** A resource of a pretended kind: a value in a table of one server, by name. */
class Thing implements Resource<String> {
    final String name
    final String wanted
    final List<String> behind

    Thing(String name, String wanted, List<String> behind = []) {
        this.name = name
        this.wanted = wanted
        this.behind = behind
    }

    static ResourceId id(String name) { new ResourceId('pg', 'thing', name) }

    ResourceId id() { id(name) }

    Set<ResourceId> after() { behind.collect { id(it) } as Set }

    Set<FactQuery<?>> needs() { [new Asked(name)] as Set }

    /** One that is wanted to be a door, or no door, is of a kind that others are seen through. */
    boolean reveals() { wanted.endsWith('door') }

    String demand() { wanted }

    Optional<String> untilThen() { wanted == 'urgent' ? Optional.of('The disk fills.') : Optional.empty() }

    Observation<String> observe(Facts facts) { Observation.of(facts.get(new Asked(name))) }

    Decision decide(String observed) {
        if (observed == wanted) {
            return new Decision.InSync(id(), 'as declared')
        }
        if (observed == 'foreign') {
            return new Decision.Conflict(id(), 'it is someone else\'s', 'Ask them.')
        }
        if (observed == 'later') {
            return new Decision.Pending(id(), 'restart: never', 'Restart it.')
        }
        new Decision.Change(id(), action(observed), [new Difference('value', observed, wanted)], Effect.NONE, 'it differs', [step()])
    }

    private Action action(String observed) {
        def special = [run: Action.RUN, 'no door': Action.REMOVE][wanted]
        special ?: (observed == '' ? Action.CREATE : Action.UPDATE)
    }

    Step step() {
        new Step.RunSql('pg', Optional.empty(), [SecretText.plain("$name = $wanted")], "set $name")
    }

    /** The question for one name. */
    static class Asked implements FactQuery.OfServer<String> {
        final String name

        Asked(String name) { this.name = name }

        String name() { "thing $name" }

        String server() { 'pg' }

        String sql(ServerVersion version) { "get $name" }

        String parse(List<Row> rows) { rows[0].text('value') }

        boolean equals(Object other) { other instanceof Asked && other.name == name }

        int hashCode() { name.hashCode() }
    }

    static Facts facts(Map<String, Object> values) {
        new Facts(values.collectEntries { name, value ->
            [new Asked(name), value instanceof Fact ? value : new Fact.Known(value)]
        })
    }
}
