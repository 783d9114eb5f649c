package io.jbarman.resource.host;

import io.jbarman.facts.host.EntryFact;
import io.jbarman.facts.host.EntryFact.Kind;
import io.jbarman.facts.host.EntryQuery;
import io.jbarman.plan.Action;
import io.jbarman.plan.Decision;
import io.jbarman.plan.Difference;
import io.jbarman.plan.Fingerprint;
import io.jbarman.plan.ResourceId;
import io.jbarman.plan.SecretText;
import io.jbarman.plan.Step;
import io.jbarman.topology.HostSystem.FileDemand;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A file with exactly this content. What was there before the first time is kept beside it; what is in it is told by its
 * length and digest only, since a file of somebody else's may hold secrets.
 *
 * @param content as declared
 */
public record CopyResource(EntryQuery query, FileDemand wanted, String content, Set<ResourceId> after)
        implements OfHost<EntryFact> {
    /** The attribute that differs where its content does. */
    public static final String CONTENT = "content";

    private static final int MODE = 0644;
    private static final int SHORT = 12;

    /** Whole under its name, or not there: what follows replaces the only other copy. */
    private static final String KEEP =
            "[ -e \"$2\" ] || { cp -p -- \"$1\" \"$2.part\" && sync -- \"$2.part\" && mv -T -- \"$2.part\" \"$2\"; }";

    private static final String BACK = "[ ! -e \"$1\" ] || mv -T -- \"$1\" \"$2\"";

    public CopyResource {
        after = Set.copyOf(after);
    }

    /** The address of a file with content. */
    public static ResourceId id(String host, String path) {
        return new ResourceId(host, "copy", path.substring(1));
    }

    @Override
    public ResourceId id() {
        return id(query.host(), wanted.path());
    }

    @Override
    public Decision decide(EntryFact observed) {
        return safely(converge(observed), ownership(observed), observed);
    }

    private Decision converge(EntryFact observed) {
        if (observed.kind() == Kind.ABSENT) {
            return change(
                    Action.CREATE,
                    List.of(new Difference(CONTENT, "", words(content))),
                    "file does not exist",
                    List.of(write(
                            wanted.mode().orElse(MODE),
                            ownership(observed)
                                    .ofNew()
                                    .or(() -> observed.way().isRoots() ? Optional.of("root:root") : Optional.empty()),
                            observed)));
        }
        if (observed.kind() != Kind.FILE) {
            return conflict(wanted.path() + " is there and is no file", "Move it away, then apply again.");
        }
        return observed.content().filter(content::equals).isPresent() ? sameContent(observed) : otherContent(observed);
    }

    private Decision sameContent(EntryFact fact) {
        List<Difference> differences = ownership(fact).differences(fact);
        return differences.isEmpty()
                ? new Decision.InSync(id(), "content is as declared")
                : change(
                        Action.UPDATE,
                        differences,
                        "its owner or mode differs",
                        ownership(fact).steps(fact));
    }

    private Decision otherContent(EntryFact fact) {
        List<Difference> differences = new ArrayList<>(List.of(new Difference(
                CONTENT, fact.content().map(CopyResource::words).orElse("(too large to compare)"), words(content))));
        differences.addAll(ownership(fact).differences(fact));
        String kept = kept();
        Step keep = actor(fact).run("keep what was there as " + kept, "sh", "-c", KEEP, "keep", wanted.path(), kept);
        Optional<String> owner =
                Optional.of((fact.way().isRoots() ? wanted.owner().orElse(fact.owner()) : "") + ":"
                        + wanted.group().orElse(fact.group()));
        return change(
                Action.UPDATE,
                differences,
                "its content differs",
                List.of(keep, write(wanted.mode().orElse(fact.mode()), owner, fact)));
    }

    /** The way back: gone, or with what was kept of what was there. What has been changed since is somebody's. */
    Decision undone(EntryFact observed, boolean created) {
        if (observed.kind() == Kind.ABSENT) {
            return new Decision.InSync(id(), "file does not exist");
        }
        if (observed.kind() != Kind.FILE || !observed.content().equals(Optional.of(content))) {
            return new Decision.InSync(id(), "has been changed since, and stays");
        }
        return safely(created ? removal(observed) : putBack(observed), ownership(observed), observed);
    }

    private Decision removal(EntryFact observed) {
        Step remove = new Step.RemoveFile(
                query.host(),
                observed.way().account(),
                wanted.path(),
                "remove " + wanted.path() + " from " + query.host());
        return change(
                Action.REMOVE,
                List.of(new Difference("file", "exists", "")),
                "a file that jbarman wrote",
                List.of(remove));
    }

    private Decision putBack(EntryFact observed) {
        Step back = actor(observed).run("put back " + kept(), "sh", "-c", BACK, "back", kept(), wanted.path());
        return change(
                Action.UPDATE,
                List.of(new Difference(CONTENT, words(content), "as it was")),
                "a file that jbarman has written over",
                List.of(back));
    }

    private String kept() {
        return wanted.path() + ".before-jbarman";
    }

    private Step write(int mode, Optional<String> owner, EntryFact fact) {
        return new Step.WriteFile(
                query.host(),
                fact.way().account(),
                wanted.path(),
                SecretText.plain(content),
                mode,
                owner,
                "write " + wanted.path() + " on " + query.host());
    }

    private static String words(String text) {
        return text.length() + " characters, sha256 " + Fingerprint.of(text).substring(0, SHORT);
    }

    private Root actor(EntryFact fact) {
        return new Root(query.host(), fact.way().account());
    }

    private PathOwnership ownership(EntryFact fact) {
        return new PathOwnership(wanted, actor(fact));
    }
}
