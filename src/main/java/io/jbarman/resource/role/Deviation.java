package io.jbarman.resource.role;

import io.jbarman.plan.Difference;
import java.util.List;

/** One respect in which a role is not as declared, and the statements that mend it. */
record Deviation(Difference difference, List<String> statements) {
    Deviation {
        statements = List.copyOf(statements);
    }
}
