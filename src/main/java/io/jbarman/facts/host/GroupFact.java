package io.jbarman.facts.host;

import java.util.List;

/**
 * A group of a host's accounts.
 *
 * @param primaryOf accounts whose own group it is
 */
public record GroupFact(int gid, List<String> primaryOf) {
    public GroupFact {
        primaryOf = List.copyOf(primaryOf);
    }
}
