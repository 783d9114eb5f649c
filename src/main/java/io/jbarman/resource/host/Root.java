package io.jbarman.resource.host;

import io.jbarman.plan.Step;
import java.util.List;

/** What root is to run on a host. */
record Root(String host) {
    static final String NAME = "root";

    Step run(String what, String... command) {
        return run(what, List.of(command));
    }

    Step run(String what, List<String> command) {
        return new Step.RunCommand(host, NAME, command, what + " on " + host);
    }
}
