package io.jbarman.resource.software;

import io.jbarman.facts.FactQuery;
import io.jbarman.facts.Facts;
import io.jbarman.facts.software.SoftwareFact;
import io.jbarman.facts.software.SoftwareFact.Tool;
import io.jbarman.facts.software.SoftwareQuery;
import io.jbarman.plan.Action;
import io.jbarman.plan.Decision;
import io.jbarman.plan.Difference;
import io.jbarman.plan.Effect;
import io.jbarman.plan.ResourceId;
import io.jbarman.resource.Observation;
import io.jbarman.resource.Resource;
import java.util.List;
import java.util.Set;

/**
 * That a host has a program: installed from the distribution's packages where there is none, and left alone, never
 * upgraded, where there is one.
 *
 * @param owner the host's name in addresses
 * @param recipe which packages those are
 */
public record PackageResource(String owner, SoftwareQuery software, PackageRecipe recipe)
        implements Resource<SoftwareFact> {
    @Override
    public ResourceId id() {
        return id(owner, recipe.name());
    }

    /** The address of a host's program. */
    public static ResourceId id(String owner, String name) {
        return new ResourceId(owner, "package", name);
    }

    @Override
    public String demand() {
        return "is there";
    }

    @Override
    public Set<ResourceId> after() {
        return Set.of();
    }

    @Override
    public boolean reveals() {
        return true;
    }

    @Override
    public Set<FactQuery<?>> needs() {
        return Set.of(software);
    }

    @Override
    public Observation<SoftwareFact> observe(Facts facts) {
        return Observation.of(facts.get(software));
    }

    @Override
    public Decision decide(SoftwareFact observed) {
        if (observed.found().isPresent()) {
            return new Decision.InSync(id(), observed.found().get());
        }
        return observed.tool().<Decision>map(this::install).orElseGet(this::noTool);
    }

    private Decision install(Tool tool) {
        List<String> packages = recipe.packages(tool);
        return new Decision.Change(
                id(),
                Action.CREATE,
                List.of(new Difference("packages", "", String.join(" ", packages))),
                Effect.NONE,
                "there is no " + recipe.what() + " on " + software.host(),
                recipe.steps(software.host(), tool));
    }

    private Decision noTool() {
        return new Decision.Conflict(
                id(),
                "there is no " + recipe.what() + " on " + software.host()
                        + ", and neither apt-get nor dnf to install it",
                "Install it by hand, then apply again.");
    }
}
