package io.jbarman.resource.runtime;

import io.jbarman.facts.FactQuery;
import io.jbarman.facts.Facts;
import io.jbarman.facts.barman.AccountFact;
import io.jbarman.facts.barman.AccountQuery;
import io.jbarman.plan.Decision;
import io.jbarman.plan.ResourceId;
import io.jbarman.resource.Observation;
import io.jbarman.resource.Resource;
import java.util.Set;

/** That the barmanhost's account exists. It is not made here: which groups and home it has is the host's business. */
public record AccountResource(String owner, AccountQuery account) implements Resource<AccountFact> {
    /** The address of an account. */
    public static ResourceId id(String owner, String user) {
        return new ResourceId(owner, "account", user);
    }

    @Override
    public ResourceId id() {
        return id(owner, account.user());
    }

    @Override
    public String demand() {
        return "exists";
    }

    @Override
    public Set<ResourceId> after() {
        return Set.of();
    }

    @Override
    public Set<FactQuery<?>> needs() {
        return Set.of(account);
    }

    @Override
    public Observation<AccountFact> observe(Facts facts) {
        return Observation.of(facts.get(account));
    }

    @Override
    public Decision decide(AccountFact observed) {
        return observed.exists()
                ? new Decision.InSync(id(), "account exists")
                : new Decision.Conflict(
                        id(),
                        "host " + account.host() + " has no account " + account.user(),
                        "Make it (adduser --system --group --home /var/lib/barman --shell /bin/bash " + account.user()
                                + "), or name another one: user of this barmanhost in the topology.");
    }
}
