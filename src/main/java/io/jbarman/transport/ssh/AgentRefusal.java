package io.jbarman.transport.ssh;

import java.io.IOException;

/** The agent has the key and does not sign with it: it was told to ask first, or it is locked. */
final class AgentRefusal extends IOException {
    private static final long serialVersionUID = 1;

    AgentRefusal() {
        super("the agent refused to sign");
    }
}
