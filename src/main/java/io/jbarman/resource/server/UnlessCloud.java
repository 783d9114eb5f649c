package io.jbarman.resource.server;

import io.jbarman.facts.Fact;
import io.jbarman.facts.FactQuery;
import io.jbarman.facts.Facts;
import io.jbarman.facts.server.Cloud;
import io.jbarman.facts.server.CloudQuery;
import io.jbarman.facts.server.Identity;
import io.jbarman.plan.Decision;
import io.jbarman.resource.Wrapping;
import java.util.Optional;
import java.util.Set;

/**
 * A server that is ours to configure, unless a cloud provider runs it: that one gives neither its superuser nor its
 * files nor its WAL, so that nothing of it is planned.
 */
public record UnlessCloud(ServerResource inner, CloudQuery cloud) implements Wrapping<Identity> {
    @Override
    public Set<FactQuery<?>> needsToo() {
        return Set.of(cloud);
    }

    @Override
    public Decision decide(Facts facts) {
        Optional<Cloud> found =
                facts.get(cloud) instanceof Fact.Known<Optional<Cloud>> known ? known.value() : Optional.empty();
        return found.<Decision>map(this::conflict).orElseGet(() -> inner.decide(facts));
    }

    private Decision conflict(Cloud found) {
        return new Decision.Conflict(
                id(),
                found.word()
                        + " runs this server: it gives nobody its superuser, its pg_hba.conf or its WAL, so there is"
                        + " nothing that could be archived from it",
                "Take this server out of the topology and use the provider's own backups (and pg_dump for a copy"
                        + " elsewhere); if it is a server of your own, name its host and port.");
    }
}
