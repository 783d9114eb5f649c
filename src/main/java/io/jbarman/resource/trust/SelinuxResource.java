package io.jbarman.resource.trust;

import io.jbarman.facts.FactQuery;
import io.jbarman.facts.Facts;
import io.jbarman.facts.trust.SelinuxFact;
import io.jbarman.facts.trust.SelinuxQuery;
import io.jbarman.plan.Action;
import io.jbarman.plan.Decision;
import io.jbarman.plan.Difference;
import io.jbarman.plan.Effect;
import io.jbarman.plan.ResourceId;
import io.jbarman.plan.Step;
import io.jbarman.resource.Observation;
import io.jbarman.resource.Resource;
import io.jbarman.transport.ShellQuote;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * That SELinux, where it is on, lets sshd read an account's {@code .ssh}, and the server's archiver call ssh. The home
 * directories of postgres and barman are not where the policy expects homes.
 *
 * @param archives whether the account is one of a server that archives by ssh
 */
public record SelinuxResource(Peer at, boolean archives, Set<ResourceId> after) implements Resource<SelinuxFact> {
    private static final String ROOT = "root";

    /** A rule of the policy outlives a relabelling; without the tool for it the label itself has to do. */
    private static final String LABEL = """
            d=%s
            if command -v semanage >/dev/null 2>&1; then
              semanage fcontext -a -t %2$s "$d(/.*)?" 2>/dev/null || semanage fcontext -m -t %2$s "$d(/.*)?"
              restorecon -RF "$d"
            else
              chcon -R -t %2$s "$d"
            fi
            """;

    public SelinuxResource {
        after = Set.copyOf(after);
    }

    @Override
    public ResourceId id() {
        return new ResourceId(at.owner(), "selinux", at.user());
    }

    @Override
    public String demand() {
        return "lets ssh through";
    }

    private SelinuxQuery query() {
        return new SelinuxQuery(at.host(), at.account());
    }

    @Override
    public Set<FactQuery<?>> needs() {
        return Set.of(query());
    }

    @Override
    public Observation<SelinuxFact> observe(Facts facts) {
        return Observation.of(facts.get(query()));
    }

    @Override
    public Decision decide(SelinuxFact observed) {
        if (observed.directory().isEmpty()) {
            return new Decision.InSync(id(), "SELinux is not on");
        }
        String directory = observed.directory().get();
        List<Difference> differences = new ArrayList<>();
        List<Step> steps = new ArrayList<>();
        if (!observed.there() || !observed.mislabelled().isEmpty()) {
            differences.add(new Difference(
                    "label of " + directory,
                    observed.there() ? "another for " + String.join(", ", observed.mislabelled()) : "",
                    SelinuxQuery.TYPE));
            steps.add(root(
                    List.of("sh", "-c", LABEL.formatted(ShellQuote.quote(directory), SelinuxQuery.TYPE)),
                    "label " + directory + " on " + at.host() + " for sshd"));
        }
        if (archives && observed.archiversSsh().filter(may -> !may).isPresent()) {
            differences.add(new Difference(SelinuxQuery.BOOLEAN, "off", "on"));
            steps.add(root(
                    List.of("setsebool", "-P", SelinuxQuery.BOOLEAN, "on"),
                    "let SELinux on " + at.host() + " allow the archiver ssh"));
        }
        return differences.isEmpty()
                ? new Decision.InSync(id(), "SELinux lets ssh through")
                : new Decision.Change(
                        id(), Action.UPDATE, differences, Effect.NONE, "SELinux would keep ssh from working", steps);
    }

    private Step root(List<String> command, String what) {
        return new Step.RunCommand(at.host(), ROOT, command, what);
    }
}
