package io.jbarman.resource.database;

import io.jbarman.facts.Fact;
import io.jbarman.facts.FactQuery;
import io.jbarman.facts.Facts;
import io.jbarman.facts.database.Database;
import io.jbarman.plan.Decision;
import io.jbarman.resource.Resource;
import io.jbarman.resource.WrappingAny;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What is in databases that go by the same run: with them it is gone, and there is nowhere to look at it any more.
 *
 * @param databases all that it is in
 */
public record UntilGone<S>(Resource<S> inner, List<AbsentDatabaseResource> databases) implements WrappingAny<S> {
    public UntilGone {
        databases = List.copyOf(databases);
    }

    @Override
    public UntilGone<S> around(Resource<S> other) {
        return new UntilGone<>(other, databases);
    }

    @Override
    public Set<FactQuery<?>> needsToo() {
        return databases.stream().flatMap(one -> one.needs().stream()).collect(Collectors.toSet());
    }

    @Override
    public Decision decide(Facts facts) {
        return databases.stream().allMatch(one -> isGone(one, facts))
                ? new Decision.InSync(id(), "went with its database")
                : inner.decide(facts);
    }

    private static boolean isGone(AbsentDatabaseResource database, Facts facts) {
        return facts.get(database.databases()) instanceof Fact.Known<Map<String, Database>> known
                && !known.value().containsKey(database.name());
    }
}
