package io.jbarman.resource.runtime;

import io.jbarman.facts.FactQuery;
import io.jbarman.facts.Facts;
import io.jbarman.facts.barman.AccountFact;
import io.jbarman.facts.barman.AccountQuery;
import io.jbarman.plan.Action;
import io.jbarman.plan.Decision;
import io.jbarman.plan.Difference;
import io.jbarman.plan.Effect;
import io.jbarman.plan.ResourceId;
import io.jbarman.plan.Step;
import io.jbarman.resource.Observation;
import io.jbarman.resource.Resource;
import io.jbarman.resource.Want;
import io.jbarman.resource.Wants;
import io.jbarman.resource.host.UserResource;
import java.util.List;
import java.util.Set;

/**
 * That the barmanhost's account exists, with a group of its own. Of one that is there already nothing is changed: which
 * groups and home it has is the host's business.
 *
 * @param home of an account that is made
 */
public record AccountResource(String owner, AccountQuery account, String home) implements Resource<AccountFact> {
    private static final String SHELL = "/bin/bash";

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
    public List<Want> wants() {
        return new Wants()
                .put("account", "exists")
                .put("home of a new one", home)
                .list();
    }

    /** Where the document declares the account itself, as it says there. */
    @Override
    public Set<ResourceId> after() {
        return Set.of(UserResource.id(account.host(), account.user()));
    }

    @Override
    public boolean reveals() {
        return true;
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
                : new Decision.Change(
                        id(),
                        Action.CREATE,
                        List.of(new Difference("home", "", home), new Difference("shell", "", SHELL)),
                        Effect.NONE,
                        "host " + account.host() + " has no account " + account.user(),
                        List.of(new Step.RunCommand(
                                account.host(),
                                "root",
                                command(),
                                "make account " + account.user() + " on " + account.host())));
    }

    private List<String> command() {
        return List.of(
                "useradd",
                "--system",
                "--user-group",
                "--create-home",
                "--home-dir",
                home,
                "--shell",
                SHELL,
                account.user());
    }
}
