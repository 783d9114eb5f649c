package io.jbarman.resource.host;

import io.jbarman.config.Redaction;
import io.jbarman.facts.host.EntryFact;
import io.jbarman.facts.host.EntryFact.Kind;
import io.jbarman.facts.host.EntryQuery;
import io.jbarman.plan.Action;
import io.jbarman.plan.Decision;
import io.jbarman.plan.Difference;
import io.jbarman.plan.ResourceId;
import io.jbarman.plan.SecretText;
import io.jbarman.plan.Step;
import io.jbarman.resource.Before;
import io.jbarman.resource.Want;
import io.jbarman.resource.Wants;
import io.jbarman.topology.HostSystem.FileDemand;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A file with exactly this content. What was there and is not known as jbarman's is kept beside it, each text under a name
 * of its own; what is in it is told by its length and digest only, since a file of somebody else's may hold secrets.
 *
 * @param content as declared
 * @param given what earlier applies wrote into it, in such words
 */
public record CopyResource(
        EntryQuery query, FileDemand wanted, String content, List<String> given, Set<ResourceId> after)
        implements OfHost<EntryFact> {
    private static final int MODE = 0644;

    /**
     * Whole under its name, or not there: what follows replaces the only other copy. Two that cannot be read are not the
     * same.
     */
    private static final String KEEP = """
            if [ ! -e "$2" ]; then
              cp -p -- "$1" "$2.part" && sync -- "$2.part" && mv -T -- "$2.part" "$2"
            elif ! now=$(sha256sum <"$1") || ! kept=$(sha256sum <"$2"); then
              echo "$1 or $2 cannot be read: see to it that root can" >&2
              exit 1
            elif [ "$now" != "$kept" ]; then
              echo "$2 is not known to be the same: move it away" >&2
              exit 1
            fi
            """;

    public CopyResource {
        given = List.copyOf(given);
        after = Set.copyOf(after);
    }

    /** One of which nothing is on record. */
    public CopyResource(EntryQuery query, FileDemand wanted, String content, Set<ResourceId> after) {
        this(query, wanted, content, List.of(), after);
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
    public List<Want> wants() {
        return new Wants()
                .put("owner", wanted.owner())
                .put("group", wanted.group())
                .put("mode", wanted.mode().map(PathOwnership::text))
                .put("content", Redaction.ofFile(content))
                .list();
    }

    @Override
    public Decision decide(EntryFact observed) {
        return safely(converge(observed), observed);
    }

    private Decision converge(EntryFact observed) {
        if (observed.kind() == Kind.ABSENT) {
            return change(
                    Action.CREATE,
                    List.of(new Difference(Before.CONTENT, "", TextWords.of(content))),
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
        Optional<String> digest = TextWords.digest(fact);
        if (digest.isEmpty()) {
            return conflict(
                    "what is in " + wanted.path() + " cannot be read, and would be lost",
                    "See to it that root can read it; or move it away.");
        }
        List<Difference> differences =
                new ArrayList<>(List.of(new Difference(Before.CONTENT, TextWords.of(fact), TextWords.of(content))));
        differences.addAll(ownership(fact).differences(fact));
        List<Step> steps = new ArrayList<>();
        if (given.stream().noneMatch(words -> TextWords.areOf(words, fact))) {
            steps.add(keep(KeptText.path(wanted.path(), digest.get()), fact));
        }
        Optional<String> owner =
                Optional.of((fact.way().isRoots() ? wanted.owner().orElse(fact.owner()) : "") + ":"
                        + wanted.group().orElse(fact.group()));
        steps.add(write(wanted.mode().orElse(fact.mode()), owner, fact));
        return change(Action.UPDATE, differences, "its content differs", steps);
    }

    private Step keep(String copy, EntryFact fact) {
        return actor(fact).run("keep what was there as " + copy, "sh", "-c", KEEP, "keep", wanted.path(), copy);
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

    /** A change, unless root could be led elsewhere. */
    Decision safely(Decision decision, EntryFact fact) {
        return safely(decision, ownership(fact), fact);
    }

    Root actor(EntryFact fact) {
        return new Root(query.host(), fact.way().account());
    }

    private PathOwnership ownership(EntryFact fact) {
        return new PathOwnership(wanted, actor(fact));
    }
}
