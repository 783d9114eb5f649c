package io.jbarman.reach;

import io.jbarman.diagnostics.Diagnostic;
import io.jbarman.topology.PostgresServer;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** All roads' failures -> the one exception: led by the one that tells most, with all of them in its detail. Pure. */
final class Blocked {
    private Blocked() {}

    static ReachException because(PostgresServer server, List<RoadFailure> failures) {
        RoadFailure leading = failures.stream()
                .min(Comparator.comparingInt(Blocked::rank))
                .orElseThrow(() -> new IllegalStateException("no road to " + server.name() + " was tried"));
        Diagnostic problem = leading.problem();
        String detail = failures.size() == 1 ? problem.detail() : each(failures);
        return new ReachException(problem.withDetail(detail), leading.cause());
    }

    /** What ends the search tells most, then what proves that PostgreSQL runs; then the first. */
    private static int rank(RoadFailure failure) {
        if (failure.conclusive()) {
            return 0;
        }
        return failure.kind() == ReachProblem.REFUSED ? 1 : 2;
    }

    private static String each(List<RoadFailure> failures) {
        return failures.stream().map(Blocked::line).collect(Collectors.joining("\n"));
    }

    private static String line(RoadFailure failure) {
        Diagnostic problem = failure.problem();
        String line = failure.road().name().toLowerCase(Locale.ROOT) + ": " + problem.summary();
        return problem.detail().isBlank()
                ? line
                : line + "\n  " + problem.detail().replace("\n", "\n  ");
    }
}
