package io.jbarman.resource.host;

import io.jbarman.plan.Step;
import java.util.List;

/**
 * What is to be run on a host as root, or as somebody else in root's stead.
 *
 * @param account as whom
 */
record Root(String host, String account) {
    static final String NAME = "root";

    Root(String host) {
        this(host, NAME);
    }

    Step run(String what, String... command) {
        return run(what, List.of(command));
    }

    Step run(String what, List<String> command) {
        return new Step.RunCommand(host, account, command, what + " on " + host);
    }
}
