package io.jbarman.resource.software;

import io.jbarman.facts.FactQuery;
import io.jbarman.facts.Facts;
import io.jbarman.facts.software.JavaHomeFact;
import io.jbarman.facts.software.JavaHomeQuery;
import io.jbarman.facts.software.JavaQuery;
import io.jbarman.plan.Action;
import io.jbarman.plan.Decision;
import io.jbarman.plan.Difference;
import io.jbarman.plan.Effect;
import io.jbarman.plan.ResourceId;
import io.jbarman.plan.SecretText;
import io.jbarman.plan.Step;
import io.jbarman.resource.Observation;
import io.jbarman.resource.Resource;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * That jbarman on a barmanhost runs on the Java that the document names. It is told so by a file beside its releases,
 * which everybody's launcher reads there. That Java is never installed.
 *
 * @param owner the barmanhost's name in addresses
 */
public record JavaHomeResource(String owner, JavaHomeQuery query, Set<ResourceId> after)
        implements Resource<JavaHomeFact> {
    private static final String ROOT = "root";

    public JavaHomeResource {
        after = Set.copyOf(after);
    }

    @Override
    public ResourceId id() {
        return new ResourceId(owner, "java", "home");
    }

    @Override
    public String demand() {
        return query.java();
    }

    @Override
    public Set<FactQuery<?>> needs() {
        return Set.of(query);
    }

    @Override
    public Observation<JavaHomeFact> observe(Facts facts) {
        return Observation.of(facts.get(query));
    }

    @Override
    public Decision decide(JavaHomeFact observed) {
        if (observed.version() < JavaQuery.OLDEST) {
            return new Decision.Conflict(
                    id(),
                    "there is no Java " + JavaQuery.OLDEST + " or later in " + query.java() + " on " + query.host()
                            + (observed.version() == 0 ? "" : ", but Java " + observed.version()),
                    "Put one there, or leave runtime.java out of the document: then the distribution's is installed.");
        }
        if (observed.told().equals(query.java())) {
            return new Decision.InSync(id(), "runs on Java " + observed.version() + " in " + query.java());
        }
        return new Decision.Change(
                id(),
                observed.told().isEmpty() ? Action.CREATE : Action.UPDATE,
                List.of(new Difference("home", observed.told(), query.java())),
                Effect.NONE,
                "the launcher takes another Java",
                List.of(new Step.WriteFile(
                        query.host(),
                        ROOT,
                        query.file(),
                        SecretText.plain(query.java() + "\n"),
                        0644,
                        Optional.empty(),
                        "write " + query.file() + " on " + query.host())));
    }
}
