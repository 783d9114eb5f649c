package io.jbarman.resource.file;

import io.jbarman.facts.FactQuery;
import io.jbarman.facts.Facts;
import io.jbarman.facts.file.PathFact;
import io.jbarman.plan.Decision;
import io.jbarman.plan.ResourceId;
import io.jbarman.resource.Observation;
import io.jbarman.resource.Resource;
import io.jbarman.resource.Want;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Barman's main configuration file: made if there is none, and never changed, since a Barman that is there already has
 * its own; then it has to agree with the topology in what jbarman depends on.
 *
 * @param created the file that is made
 * @param required options of the section [barman] that an existing file has to have with these values
 */
public record MainConfigResource(FileResource created, Map<String, String> required) implements Resource<FileState> {
    public MainConfigResource {
        required = Map.copyOf(required);
    }

    @Override
    public ResourceId id() {
        return created.id();
    }

    @Override
    public String demand() {
        return created.demand();
    }

    @Override
    public List<Want> wants() {
        return created.wants();
    }

    @Override
    public Set<ResourceId> after() {
        return created.after();
    }

    @Override
    public Set<FactQuery<?>> needs() {
        return created.needs();
    }

    @Override
    public Observation<FileState> observe(Facts facts) {
        return created.observe(facts);
    }

    @Override
    public Decision decide(FileState observed) {
        PathFact file = observed.file();
        if (file.isAbsent() || file.kind() != PathFact.Kind.FILE) {
            return created.decide(observed);
        }
        if (file.content().isEmpty()) {
            return conflict(
                    created.file().path() + " is there and " + created.user() + " may not read it",
                    "Let " + created.user() + " read it: chown root:" + created.user() + " and chmod 0640.");
        }
        Map<String, String> global = BarmanSection.options(file.content().get());
        return required.entrySet().stream()
                .filter(option -> !option.getValue().equals(global.get(option.getKey())))
                .sorted(Map.Entry.comparingByKey())
                .findFirst()
                .map(option -> disagrees(option.getKey(), option.getValue(), global))
                .orElseGet(() -> new Decision.InSync(id(), "exists and agrees with the topology; left as it is"));
    }

    private Decision disagrees(String name, String value, Map<String, String> global) {
        String found = Optional.ofNullable(global.get(name))
                .map(text -> name + " = " + text)
                .orElse("no " + name);
        return conflict(
                created.file().path() + " has " + found + ", the topology says " + value,
                "Set " + name + " = " + value + " in it, or say in the topology what it says.");
    }

    private Decision conflict(String summary, String remedy) {
        return new Decision.Conflict(id(), summary, remedy);
    }
}
