package io.jbarman.resource.hba;

import io.jbarman.facts.hba.HbaFile;
import io.jbarman.facts.hba.HbaRule;
import io.jbarman.facts.role.Roles;
import java.util.List;

/** What is observed of a server's client authentication. */
public record HbaState(HbaFile file, List<HbaRule> rules, Roles roles) {
    public HbaState {
        rules = List.copyOf(rules);
    }
}
