package io.jbarman.resource.file;

import io.jbarman.config.Redaction;
import io.jbarman.facts.FactQuery;
import io.jbarman.facts.Facts;
import io.jbarman.facts.file.PathFact;
import io.jbarman.facts.file.PathQuery;
import io.jbarman.plan.Action;
import io.jbarman.plan.Decision;
import io.jbarman.plan.Difference;
import io.jbarman.plan.Effect;
import io.jbarman.plan.ResourceId;
import io.jbarman.plan.SecretText;
import io.jbarman.plan.Step;
import io.jbarman.resource.Observation;
import io.jbarman.resource.Resource;
import io.jbarman.resource.Want;
import io.jbarman.resource.Wants;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A configuration file of the barmanhost with exactly this content, readable by its account and not by everyone.
 *
 * @param owner the barmanhost's name in addresses
 * @param content without secrets
 */
public record FileResource(
        String owner, String user, PathQuery file, PathQuery directory, String content, Set<ResourceId> after)
        implements Resource<FileState> {
    private static final int MODE = 0640;

    public FileResource {
        after = Set.copyOf(after);
    }

    /** The address of a file. */
    public static ResourceId id(String owner, String path) {
        return new ResourceId(owner, "file", path.substring(1));
    }

    /** The same with another content. */
    FileResource saying(String other) {
        return new FileResource(owner, user, file, directory, other, after);
    }

    @Override
    public ResourceId id() {
        return id(owner, file.path());
    }

    @Override
    public String demand() {
        return content;
    }

    @Override
    public List<Want> wants() {
        return new Wants().put("content", Redaction.ofFile(content)).list();
    }

    @Override
    public Set<FactQuery<?>> needs() {
        return Set.of(file, directory);
    }

    @Override
    public Observation<FileState> observe(Facts facts) {
        return Observation.of(facts.get(file))
                .then(fact -> Observation.of(facts.get(directory)).map(parent -> new FileState(fact, parent)));
    }

    @Override
    public Decision decide(FileState observed) {
        PathFact fact = observed.file();
        if (fact.isAbsent()) {
            return new Decision.Change(
                    id(),
                    Action.CREATE,
                    IniDifferences.of("", content),
                    Effect.NONE,
                    "file does not exist",
                    steps(observed));
        }
        if (fact.kind() != PathFact.Kind.FILE) {
            return new Decision.Conflict(
                    id(), file.path() + " is there and is no file", "Move it away, then apply again.");
        }
        List<Difference> differences = differences(fact);
        return differences.isEmpty()
                ? new Decision.InSync(id(), "content is as rendered")
                : new Decision.Change(id(), Action.UPDATE, differences, Effect.NONE, "file differs", steps(observed));
    }

    private List<Difference> differences(PathFact fact) {
        List<Difference> differences = new ArrayList<>();
        if (fact.content().isEmpty()) {
            differences.add(new Difference("readable by " + user, "false", "true"));
        } else if (!fact.content().get().equals(content)) {
            differences.addAll(IniDifferences.of(fact.content().get(), content));
        }
        if ((fact.mode() & 0022) != 0) {
            differences.add(new Difference("mode", fact.modeText(), "0640"));
        }
        return differences;
    }

    private List<Step> steps(FileState observed) {
        List<Step> steps = new ArrayList<>();
        if (observed.directory().isAbsent()) {
            Writer maker = Writer.of(user, observed.directory());
            steps.add(new Step.MakeDirectory(
                    file.host(),
                    maker.account(),
                    directory.path(),
                    0755,
                    Optional.empty(),
                    "make directory " + directory.path() + " on " + file.host()));
        }
        Writer writer = Writer.of(user, observed.file());
        steps.add(new Step.WriteFile(
                file.host(),
                writer.account(),
                file.path(),
                SecretText.plain(content),
                MODE,
                writer.owner(),
                "write " + file.path() + " on " + file.host()));
        return steps;
    }
}
