package io.jbarman.resource.role;

import io.jbarman.facts.Fact;
import io.jbarman.facts.FactQuery;
import io.jbarman.facts.Facts;
import io.jbarman.facts.barman.RuntimeSocketsQuery;
import io.jbarman.facts.barman.SocketAddress;
import io.jbarman.facts.session.Session;
import io.jbarman.facts.session.SessionsQuery;
import io.jbarman.plan.Decision;
import io.jbarman.plan.ResourceId;
import io.jbarman.resource.Guarded;
import io.jbarman.resource.Observation;
import io.jbarman.resource.Wrapping;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * A role that goes after the runtime that logged in as it. The runtime's own sessions end with it: nobody has to agree to
 * that again, as they have to for anybody else's. Another Barman's may have the same role and the same name: ours are
 * those that come from where the runtime is connected; what cannot be told is somebody else's.
 *
 * @param runtimes from where each is connected
 * @param applications what the runtimes' sessions call themselves
 */
public record RoleOfRuntime(
        AbsentRoleResource inner, SessionsQuery sessions, Set<RuntimeSocketsQuery> runtimes, Set<String> applications)
        implements Wrapping<RoleState>, Guarded<RoleState> {
    public RoleOfRuntime {
        runtimes = Set.copyOf(runtimes);
        applications = Set.copyOf(applications);
    }

    @Override
    public RoleOfRuntime agreed() {
        return new RoleOfRuntime(inner.agreed(), sessions, runtimes, applications);
    }

    @Override
    public RoleOfRuntime along(Set<ResourceId> agreed) {
        return new RoleOfRuntime(inner.along(agreed), sessions, runtimes, applications);
    }

    @Override
    public Set<FactQuery<?>> needsToo() {
        Set<FactQuery<?>> needs = new HashSet<>(runtimes);
        needs.add(sessions);
        return needs;
    }

    @Override
    public Observation<RoleState> observe(Facts facts) {
        return inner.observe(facts).map(state -> state.withoutSessions(own(facts)));
    }

    @Override
    public Decision decide(Facts facts) {
        return observe(facts).decideWith(this);
    }

    private int own(Facts facts) {
        if (!(facts.get(sessions) instanceof Fact.Known<List<Session>> known)) {
            return 0;
        }
        Set<SocketAddress> ends = new HashSet<>();
        runtimes.forEach(query -> {
            if (facts.get(query) instanceof Fact.Known<Set<SocketAddress>> seen) {
                ends.addAll(seen.value());
            }
        });
        return (int) known.value().stream()
                .filter(one -> one.role().equals(inner.wanted().name()) && applications.contains(one.application()))
                .filter(one -> comesFrom(ends, one))
                .count();
    }

    private static boolean comesFrom(Set<SocketAddress> ends, Session session) {
        return session.address()
                .filter(address -> ends.stream().anyMatch(end -> end.is(address, session.port())))
                .isPresent();
    }
}
