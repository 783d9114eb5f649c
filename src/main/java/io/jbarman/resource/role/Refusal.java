package io.jbarman.resource.role;

import io.jbarman.plan.Decision;
import io.jbarman.plan.ResourceId;

/** Why a server cannot be as the topology says. */
record Refusal(String summary, String remedy) {
    Decision of(ResourceId id) {
        return new Decision.Conflict(id, summary, remedy);
    }
}
