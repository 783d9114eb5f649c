package io.jbarman.cli;

import io.jbarman.plan.PlanFile.Scope;
import io.jbarman.resource.Guarded;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Option;

/** What whoever plans and applies agrees to lose. */
final class DropOptions {
    @Option(
            names = Guarded.OPTION,
            split = ",",
            paramLabel = "ADDRESS",
            description = "Agree to what removing this loses, such as pg/role/app with state: absent.")
    List<String> drop = new ArrayList<>();

    Scope in(Scope scope) {
        return scope.dropping(drop);
    }
}
