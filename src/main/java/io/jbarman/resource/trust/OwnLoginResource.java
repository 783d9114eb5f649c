package io.jbarman.resource.trust;

import io.jbarman.facts.Fact;
import io.jbarman.facts.FactQuery;
import io.jbarman.facts.Facts;
import io.jbarman.facts.trust.HomeFileFact;
import io.jbarman.facts.trust.LoginFact;
import io.jbarman.facts.trust.LoginQuery;
import io.jbarman.plan.Action;
import io.jbarman.plan.Decision;
import io.jbarman.resource.Resource;
import io.jbarman.resource.Wrapping;
import java.util.Optional;
import java.util.Set;

/**
 * What is declared of a key, or its way back, as long as jbarman can still log in afterwards: the key that it has logged
 * in with is not shut out, nor bound to a place or a program.
 *
 * @param inner what changes the key's line
 * @param declared what the document says of it
 */
public record OwnLoginResource(Resource<HomeFileFact> inner, DeclaredKeyResource declared)
        implements Wrapping<HomeFileFact> {
    /** The resource as the document declares it; where that says so, without the guard. */
    public static Resource<HomeFileFact> of(DeclaredKeyResource declared) {
        return guarding(declared, declared);
    }

    /** The way back from it. */
    public static Resource<HomeFileFact> guarding(Resource<HomeFileFact> inner, DeclaredKeyResource declared) {
        return declared.wanted().ownLogin() ? inner : new OwnLoginResource(inner, declared);
    }

    private LoginQuery login() {
        return new LoginQuery(declared.at().host());
    }

    @Override
    public Set<FactQuery<?>> needsToo() {
        return Set.of(login());
    }

    @Override
    public Decision decide(Facts facts) {
        Decision decision = inner.decide(facts);
        Optional<String> loss = decision instanceof Decision.Change change ? loss(change) : Optional.empty();
        if (loss.isEmpty()) {
            return decision;
        }
        if (facts.get(login()) instanceof Fact.Unknown<Optional<LoginFact>> unknown) {
            return new Decision.Unknown(id(), unknown.reason(), unknown.remedy());
        }
        return ((Fact.Known<Optional<LoginFact>>) facts.get(login()))
                        .value()
                        .filter(this::isOf)
                        .isPresent()
                ? conflict(loss.get())
                : decision;
    }

    /** What the key can no longer do afterwards; which of several lines has let it in is not known. */
    private static Optional<String> loss(Decision.Change change) {
        if (change.action() == Action.REMOVE) {
            return Optional.of("shut it out");
        }
        return change.differences().stream()
                .flatMap(difference -> KeyOptions.ofLines(difference.before()).stream()
                        .flatMap(before -> KeyOptions.of(difference.after()).loss(before).stream()))
                .findFirst();
    }

    private boolean isOf(LoginFact login) {
        return login.user().equals(declared.at().user())
                && login.key().base64().equals(declared.key().base64());
    }

    private Decision conflict(String doing) {
        return new Decision.Conflict(
                id(),
                "jbarman itself has logged in to " + declared.at().host() + " as "
                        + declared.at().user() + " by this key, and is to " + doing,
                "Leave the key out here, or log in by another one (ssh.identity_file); with another way in at hand, say"
                        + " own_login: true beside it.");
    }
}
