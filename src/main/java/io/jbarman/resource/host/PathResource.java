package io.jbarman.resource.host;

import io.jbarman.facts.host.EntryFact;
import io.jbarman.facts.host.EntryFact.Kind;
import io.jbarman.facts.host.EntryQuery;
import io.jbarman.plan.Action;
import io.jbarman.plan.Decision;
import io.jbarman.plan.Difference;
import io.jbarman.plan.ResourceId;
import io.jbarman.plan.Step;
import io.jbarman.resource.Want;
import io.jbarman.resource.Wants;
import io.jbarman.topology.HostSystem.FileDemand;
import io.jbarman.topology.HostSystem.PathState;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * A directory, the owner and mode of a file, or that nothing is at a path. A directory goes only when nothing is in it,
 * and nothing is made into something else.
 */
public record PathResource(EntryQuery query, FileDemand wanted, Set<ResourceId> after) implements OfHost<EntryFact> {
    public PathResource {
        after = Set.copyOf(after);
    }

    /** The address of what is at a path. */
    public static ResourceId id(String host, String path) {
        return new ResourceId(host, "file", path.substring(1));
    }

    @Override
    public ResourceId id() {
        return id(query.host(), wanted.path());
    }

    @Override
    public List<Want> wants() {
        return new Wants()
                .put("state", wanted.state().name().toLowerCase(Locale.ROOT))
                .put("owner", wanted.owner())
                .put("group", wanted.group())
                .put("mode", wanted.mode().map(PathOwnership::text))
                .list();
    }

    @Override
    public Decision decide(EntryFact observed) {
        return safely(converge(observed), ownership(observed), observed);
    }

    private Decision converge(EntryFact observed) {
        if (wanted.state() == PathState.ABSENT) {
            return absent(observed);
        }
        Kind kind = wanted.state() == PathState.DIRECTORY ? Kind.DIRECTORY : Kind.FILE;
        if (observed.kind() == Kind.ABSENT) {
            return kind == Kind.DIRECTORY
                    ? create(observed)
                    : conflict(
                            wanted.path() + " does not exist, and the topology says nothing of its content",
                            "Say content (it may be \"\"), or state: directory.");
        }
        return observed.kind() == kind
                ? compare(observed)
                : conflict(
                        wanted.path() + " is there and is " + (kind == Kind.FILE ? "no file" : "no directory"),
                        "Move it away, then apply again.");
    }

    private Decision compare(EntryFact fact) {
        List<Difference> differences = ownership(fact).differences(fact);
        return differences.isEmpty()
                ? new Decision.InSync(id(), "is as declared")
                : change(
                        Action.UPDATE,
                        differences,
                        "its owner or mode differs",
                        ownership(fact).steps(fact));
    }

    private Decision create(EntryFact fact) {
        int mode = wanted.mode().orElse(0755);
        Step make = new Step.MakeDirectory(
                query.host(),
                fact.way().account(),
                wanted.path(),
                mode,
                ownership(fact).ofNew(),
                "make directory " + wanted.path() + " on " + query.host());
        return change(
                Action.CREATE,
                List.of(new Difference(
                        "directory",
                        "",
                        ownership(fact).ofNew().orElse(fact.way().account()) + " " + PathOwnership.text(mode))),
                "directory does not exist",
                List.of(make));
    }

    private Decision absent(EntryFact fact) {
        return switch (fact.kind()) {
            case ABSENT -> new Decision.InSync(id(), "nothing is there, as declared");
            case DIRECTORY -> fact.entries() > 0 ? full(fact.entries()) : remove("directory", removeDirectory(fact));
            case FILE -> remove("file", removeFile(fact));
            case LINK -> remove("link", removeFile(fact));
            case OTHER ->
                conflict(wanted.path() + " is neither a file nor a directory", "Remove it by hand, then apply again.");
        };
    }

    private Decision full(int entries) {
        return conflict(
                "directory " + wanted.path() + " has " + entries + (entries == 1 ? " entry" : " entries")
                        + ": it is not removed with them",
                "Declare what is in it absent too, or move it away.");
    }

    private Decision remove(String what, Step step) {
        return change(Action.REMOVE, List.of(new Difference(what, "exists", "")), "declared absent", List.of(step));
    }

    private Step removeFile(EntryFact fact) {
        return new Step.RemoveFile(
                query.host(), fact.way().account(), wanted.path(), "remove " + wanted.path() + " from " + query.host());
    }

    private Step removeDirectory(EntryFact fact) {
        return actor(fact).run("remove directory " + wanted.path(), "rmdir", "--", wanted.path());
    }

    private Root actor(EntryFact fact) {
        return new Root(query.host(), fact.way().account());
    }

    private PathOwnership ownership(EntryFact fact) {
        return new PathOwnership(wanted, actor(fact));
    }
}
