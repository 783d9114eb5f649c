package io.jbarman.facts.trust;

import io.jbarman.facts.FactQuery;
import java.util.Optional;

/** By which key jbarman itself has logged in to a host; of this machine it has no need to. */
public record LoginQuery(String host) implements FactQuery.OfLogin<Optional<LoginFact>> {
    @Override
    public String name() {
        return "the key that logs in to " + host;
    }

    @Override
    public Optional<LoginFact> parse(String told) {
        int end = told.indexOf(' ');
        return end < 0
                ? Optional.empty()
                : PublicKey.parse(told.substring(end + 1)).map(key -> new LoginFact(told.substring(0, end), key));
    }
}
