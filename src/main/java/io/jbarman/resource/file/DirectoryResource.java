package io.jbarman.resource.file;

import io.jbarman.facts.FactQuery;
import io.jbarman.facts.Facts;
import io.jbarman.facts.file.PathFact;
import io.jbarman.facts.file.PathQuery;
import io.jbarman.plan.Action;
import io.jbarman.plan.Decision;
import io.jbarman.plan.Difference;
import io.jbarman.plan.Effect;
import io.jbarman.plan.ResourceId;
import io.jbarman.plan.Step;
import io.jbarman.resource.Observation;
import io.jbarman.resource.Resource;
import io.jbarman.resource.Want;
import io.jbarman.resource.Wants;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Directories that belong to the barmanhost's account. New ones are closed to everyone else (0700); one that is there
 * keeps its mode as long as its owner may use it and nobody else may write into it, so that a Barman's own directories
 * are adopted as they are.
 *
 * @param paths absolute, parents first; the first gives the resource its name
 * @param owner the barmanhost's name in addresses
 */
public record DirectoryResource(String owner, String host, String user, List<PathQuery> paths, Set<ResourceId> after)
        implements Resource<DirectoryTree> {
    private static final int MODE = 0700;
    private static final int OTHERS_MAY_WRITE = 0022;

    public DirectoryResource {
        paths = List.copyOf(paths);
        after = Set.copyOf(after);
    }

    /** The address of a directory. */
    public static ResourceId id(String owner, String path) {
        return new ResourceId(owner, "directory", path.substring(1));
    }

    @Override
    public ResourceId id() {
        return id(owner, paths.get(0).path());
    }

    @Override
    public String demand() {
        return user + " owns " + paths.stream().map(PathQuery::path).toList();
    }

    @Override
    public List<Want> wants() {
        Wants wants = new Wants();
        paths.forEach(query -> wants.put(query.path(), wanted()));
        return wants.list();
    }

    @Override
    public Set<FactQuery<?>> needs() {
        return new LinkedHashSet<>(paths);
    }

    @Override
    public Observation<DirectoryTree> observe(Facts facts) {
        Observation<Map<String, PathFact>> seen = new Observation.Seen<>(new LinkedHashMap<>());
        for (PathQuery query : paths) {
            seen = seen.then(found -> Observation.of(facts.get(query)).map(fact -> {
                found.put(query.path(), fact);
                return found;
            }));
        }
        return seen.map(DirectoryTree::new);
    }

    @Override
    public Decision decide(DirectoryTree observed) {
        List<Difference> differences = new ArrayList<>();
        List<Step> steps = new ArrayList<>();
        for (PathQuery query : paths) {
            PathFact fact = observed.at(query.path());
            if (!fact.isAbsent() && fact.kind() != PathFact.Kind.DIRECTORY) {
                return new Decision.Conflict(
                        id(),
                        query.path() + " is there and is no directory",
                        "Move it away, or declare another home in the topology.");
            }
            difference(query.path(), fact).ifPresent(difference -> {
                differences.add(difference);
                steps.add(step(query.path(), fact));
            });
        }
        return differences.isEmpty()
                ? new Decision.InSync(id(), "owned by " + user + ", closed to writing by others")
                : new Decision.Change(
                        id(), action(observed), differences, Effect.NONE, "directories are missing or open", steps);
    }

    private Action action(DirectoryTree observed) {
        return observed.at(paths.get(0).path()).isAbsent() ? Action.CREATE : Action.UPDATE;
    }

    private Optional<Difference> difference(String path, PathFact fact) {
        if (fact.isAbsent()) {
            return Optional.of(new Difference(path, "", wanted()));
        }
        boolean good =
                fact.owner().equals(user) && (fact.mode() & MODE) == MODE && (fact.mode() & OTHERS_MAY_WRITE) == 0;
        return good
                ? Optional.empty()
                : Optional.of(new Difference(path, fact.owner() + " " + fact.modeText(), wanted()));
    }

    private String wanted() {
        return user + " 0700";
    }

    private Step step(String path, PathFact fact) {
        boolean ownMend = fact.isAbsent() ? fact.writable() : fact.owner().equals(user);
        return new Step.MakeDirectory(
                host,
                ownMend ? user : "root",
                path,
                MODE,
                ownMend ? Optional.empty() : Optional.of(user),
                (fact.isAbsent() ? "make directory " : "mend owner and mode of ") + path + " on " + host);
    }
}
