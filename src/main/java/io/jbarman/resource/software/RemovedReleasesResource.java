package io.jbarman.resource.software;

import io.jbarman.facts.FactQuery;
import io.jbarman.facts.Facts;
import io.jbarman.facts.software.ReleasesFact;
import io.jbarman.facts.software.ReleasesQuery;
import io.jbarman.plan.Action;
import io.jbarman.plan.Decision;
import io.jbarman.plan.Difference;
import io.jbarman.plan.Effect;
import io.jbarman.plan.ResourceId;
import io.jbarman.plan.Step;
import io.jbarman.resource.Observation;
import io.jbarman.resource.Resource;
import io.jbarman.transport.ShellQuote;
import java.util.List;
import java.util.Set;

/**
 * That the jbarman which was put on a barmanhost is gone, unless something else there relies on it.
 *
 * @param runtimeEnds whether the runtime is stopped before; one that was there before goes on, and with it what it runs
 */
public record RemovedReleasesResource(ReleaseResource made, boolean runtimeEnds) implements Resource<ReleasesFact> {
    /** {@code current} goes last: as long as it is there, a second run finds what is left. */
    private static final String SCRIPT = """
            set -e
            home=%s
            for process in /proc/[0-9]*; do
              if tr '\\0' '\\n' 2>/dev/null <"$process/cmdline" | grep -qF -- "-Djbarman.launcher=$home/"; then
                echo "process ${process##*/} still runs from it: $(tr '\\0' ' ' <"$process/cmdline")" >&2
                exit 1
              fi
            done
            ls -1A "$home/releases" 2>/dev/null | grep -E -- '-[0-9a-f]{12}$' | while read -r release; do
              rm -rf -- "$home/releases/$release"
            done
            [ ! -d "$home/releases" ] || rmdir --ignore-fail-on-non-empty -- "$home/releases"
            rm -f -- "$home/java_home" "$home/current"
            [ ! -d "$home" ] || rmdir --ignore-fail-on-non-empty -- "$home"
            """;

    /** The same where the runtime is stopped first. */
    public RemovedReleasesResource behindRuntime() {
        return new RemovedReleasesResource(made, true);
    }

    @Override
    public ResourceId id() {
        return made.id();
    }

    @Override
    public Set<ResourceId> after() {
        return Set.of();
    }

    private String home() {
        return made.query().release().home();
    }

    private ReleasesQuery releases() {
        return new ReleasesQuery(made.query().host(), home());
    }

    @Override
    public Set<FactQuery<?>> needs() {
        return Set.of(releases());
    }

    @Override
    public Observation<ReleasesFact> observe(Facts facts) {
        return Observation.of(facts.get(releases()));
    }

    @Override
    public Decision decide(ReleasesFact observed) {
        String host = releases().host();
        if (!observed.present()) {
            return new Decision.InSync(id(), "there is no jbarman in " + home());
        }
        if (!observed.callers().isEmpty()) {
            return new Decision.Conflict(
                    id(),
                    "jbarman in " + home() + " on " + host + " is started by " + String.join(", ", observed.callers()),
                    "Take that away first, by destroying the topology that it belongs to or by hand.");
        }
        if (!runtimeEnds && !observed.runtimes().isEmpty()) {
            return new Decision.Pending(
                    id(),
                    "the runtime on " + host + " was there before and goes on with jbarman in " + home() + " ("
                            + String.join(", ", observed.runtimes()) + ")",
                    "Destroy this topology once more when no runtime runs from there.");
        }
        return new Decision.Change(
                id(),
                Action.REMOVE,
                List.of(new Difference("releases", "installed", "")),
                Effect.NONE,
                "jbarman, as an apply has put it there",
                List.of(new Step.RunCommand(
                        host,
                        "root",
                        List.of("sh", "-c", SCRIPT.formatted(ShellQuote.quote(home()))),
                        "remove jbarman from " + host)));
    }
}
