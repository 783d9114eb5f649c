package io.jbarman.resource.hba;

import io.jbarman.facts.FactQuery;
import io.jbarman.facts.Facts;
import io.jbarman.facts.hba.HbaFile;
import io.jbarman.facts.hba.HbaFileQuery;
import io.jbarman.plan.Action;
import io.jbarman.plan.Decision;
import io.jbarman.plan.Difference;
import io.jbarman.plan.Effect;
import io.jbarman.plan.Fingerprint;
import io.jbarman.plan.ResourceId;
import io.jbarman.plan.Step;
import io.jbarman.resource.Observation;
import io.jbarman.resource.Resource;
import java.util.List;
import java.util.Set;

/**
 * That rules which jbarman inserted are gone again; a line that somebody has edited since is somebody's.
 *
 * @param lines as they were inserted
 */
public record RemovedRulesResource(HbaFileQuery file, String host, String account, List<String> lines)
        implements Resource<HbaFile> {
    public RemovedRulesResource {
        lines = List.copyOf(lines);
    }

    @Override
    public ResourceId id() {
        return HbaResource.id(file.server());
    }

    @Override
    public Set<ResourceId> after() {
        return Set.of();
    }

    @Override
    public Set<FactQuery<?>> needs() {
        return Set.of(file);
    }

    @Override
    public Observation<HbaFile> observe(Facts facts) {
        return Observation.of(facts.get(file));
    }

    @Override
    public Decision decide(HbaFile observed) {
        List<String> there =
                observed.text().lines().filter(lines::contains).distinct().toList();
        if (there.isEmpty()) {
            return new Decision.InSync(id(), "none of the inserted rules is there");
        }
        return new Decision.Change(
                id(),
                Action.UPDATE,
                there.stream().map(line -> new Difference("rule", line, "")).toList(),
                Effect.RELOAD,
                "rules that jbarman inserted",
                List.of(
                        new Step.RemoveHbaRules(
                                file.server(),
                                host,
                                account,
                                observed.path(),
                                Fingerprint.of(observed.text()),
                                there,
                                "remove the inserted rules from " + observed.path() + " of " + file.server()),
                        new Step.ReloadServer(file.server(), "reload the rules of " + file.server())));
    }
}
