package io.jbarman.facts.host;

import java.util.Set;

/**
 * An account of a host (passwd(5)).
 *
 * @param group its own
 * @param groups all that it is a member of, its own too
 * @param processes how many run as it
 */
public record UserFact(
        int uid, String group, Set<String> groups, String comment, String home, String shell, int processes) {
    public UserFact {
        groups = Set.copyOf(groups);
    }
}
