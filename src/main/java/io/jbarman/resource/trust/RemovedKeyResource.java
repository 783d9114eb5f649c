package io.jbarman.resource.trust;

import io.jbarman.facts.FactQuery;
import io.jbarman.facts.Facts;
import io.jbarman.facts.trust.HomeFileFact;
import io.jbarman.facts.trust.HomeFileQuery;
import io.jbarman.plan.Action;
import io.jbarman.plan.Decision;
import io.jbarman.plan.Difference;
import io.jbarman.plan.Effect;
import io.jbarman.plan.ResourceId;
import io.jbarman.plan.Step;
import io.jbarman.resource.Observation;
import io.jbarman.resource.Resource;
import java.util.List;
import java.util.Set;

/**
 * That a key which jbarman made is gone, unless another topology uses it too. It is known by the marks of its public
 * half, which goes last, so that an end in between leaves nothing that a second run would not find.
 */
public record RemovedKeyResource(OwnKeyResource made) implements Resource<HomeFileFact> {
    private static final String PUBLIC = ".pub";

    @Override
    public ResourceId id() {
        return made.id();
    }

    @Override
    public Set<ResourceId> after() {
        return Set.of();
    }

    private HomeFileQuery file() {
        return new HomeFileQuery(made.peer().host(), made.peer().account(), OwnKeyResource.FILE + PUBLIC);
    }

    @Override
    public Set<FactQuery<?>> needs() {
        return Set.of(file());
    }

    @Override
    public Observation<HomeFileFact> observe(Facts facts) {
        return Observation.of(facts.get(file()));
    }

    @Override
    public Decision decide(HomeFileFact observed) {
        String text = observed.text().orElse("").strip();
        Marks marks = Marks.in(text);
        if (!marks.areOf(made.comment())) {
            return new Decision.InSync(
                    id(),
                    marks.isEmpty() ? "no key of jbarman's is there" : "is used by " + marks.topologies() + " alone");
        }
        Marks others = marks.others(made.comment());
        if (!others.isEmpty()) {
            return new Decision.Change(
                    id(),
                    Action.UPDATE,
                    List.of(new Difference("used by", marks.topologies(), others.topologies())),
                    Effect.NONE,
                    "others use it too",
                    List.of(OwnKeyResource.marked(made.peer(), observed.path(), observed.mode(), text, others)));
        }
        String path = observed.path().substring(0, observed.path().length() - PUBLIC.length());
        return new Decision.Change(
                id(),
                Action.REMOVE,
                List.of(new Difference("key", path, "")),
                Effect.NONE,
                "a key that jbarman made",
                List.of(remove(path), remove(observed.path())));
    }

    private Step remove(String path) {
        Peer peer = made.peer();
        return new Step.RemoveFile(peer.host(), peer.user(), path, "remove " + path + " from " + peer.host());
    }
}
