package io.jbarman.resource.trust;

import io.jbarman.facts.FactQuery;
import io.jbarman.facts.Facts;
import io.jbarman.facts.trust.HomeFileFact;
import io.jbarman.facts.trust.HomeFileQuery;
import io.jbarman.plan.Action;
import io.jbarman.plan.Decision;
import io.jbarman.plan.Difference;
import io.jbarman.plan.Effect;
import io.jbarman.plan.Fingerprint;
import io.jbarman.plan.ResourceId;
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
 * A script of ours that an account runs. Its last line says which topologies use it.
 *
 * @param path absolute, or from the account's home directory
 * @param mark of the topology
 */
public record ScriptResource(Peer at, String path, String content, String mark, Set<ResourceId> after)
        implements Resource<HomeFileFact> {
    private static final int MODE = 0700;
    private static final String USED_BY = "# used by ";

    public ScriptResource {
        after = Set.copyOf(after);
    }

    /** The address of a script. */
    public static ResourceId id(Peer at, String path) {
        return new ResourceId(at.owner(), "script", path.startsWith("/") ? path.substring(1) : path);
    }

    @Override
    public ResourceId id() {
        return id(at, path);
    }

    @Override
    public String demand() {
        return content;
    }

    @Override
    public List<Want> wants() {
        return new Wants().put("content", content).list();
    }

    /** The marks of a script that is there. */
    static Marks marks(String text) {
        return text.lines()
                .filter(line -> line.startsWith(USED_BY))
                .map(Marks::in)
                .findFirst()
                .orElse(new Marks(List.of()));
    }

    /** The same script with other marks. */
    static String marked(String text, Marks marks) {
        StringBuilder marked = new StringBuilder();
        text.lines()
                .filter(line -> !line.startsWith(USED_BY))
                .forEach(line -> marked.append(line).append('\n'));
        return marked.append(USED_BY).append(marks).append('\n').toString();
    }

    private String wanted(HomeFileFact observed) {
        return marked(content, marks(observed.text().orElse("")).with(mark));
    }

    private HomeFileQuery file() {
        return new HomeFileQuery(at.host(), at.account(), path);
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
        List<Difference> differences = new ArrayList<>();
        String sum = observed.text().map(Fingerprint::of).orElse("");
        String wanted = wanted(observed);
        if (!observed.text().equals(Optional.of(wanted))) {
            differences.add(new Difference("sha256", sum, Fingerprint.of(wanted)));
        } else if (observed.mode() != MODE) {
            differences.add(new Difference("mode", String.format("%04o", observed.mode()), "0700"));
        }
        return differences.isEmpty()
                ? new Decision.InSync(id(), "is as rendered")
                : new Decision.Change(
                        id(),
                        observed.isAbsent() ? Action.CREATE : Action.UPDATE,
                        differences,
                        Effect.NONE,
                        observed.isAbsent() ? "script does not exist" : "script differs",
                        steps(observed));
    }

    private List<Step> steps(HomeFileFact observed) {
        List<Step> steps = new ArrayList<>();
        if (observed.directoryMode() == 0) {
            steps.add(new Step.MakeDirectory(
                    at.host(),
                    at.user(),
                    observed.directory(),
                    MODE,
                    Optional.empty(),
                    "make directory " + observed.directory() + " on " + at.host()));
        }
        steps.add(
                SshFile.rewrite(at, observed, wanted(observed), MODE, "write " + observed.path() + " on " + at.host()));
        return steps;
    }
}
