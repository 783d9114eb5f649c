package io.jbarman.facts.host;

import java.util.List;

/**
 * A group of a host's accounts.
 *
 * @param primaryOf accounts whose own group it is
 * @param members accounts that are in it besides their own
 */
public record GroupFact(int gid, List<String> primaryOf, List<String> members) {
    public GroupFact {
        members = List.copyOf(members);
        primaryOf = List.copyOf(primaryOf);
    }
}
