package io.jbarman.resource.trust;

import io.jbarman.facts.FactQuery;
import io.jbarman.facts.Facts;
import io.jbarman.facts.trust.HomeFileFact;
import io.jbarman.facts.trust.HomeFileQuery;
import io.jbarman.facts.trust.PublicKey;
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
import io.jbarman.topology.HostSystem.LoginKey;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * That a key of somebody's may log in as an account, or may not. A line that lets the key in for jbarman itself is left
 * alone: what archiving needs of it is seen to there.
 */
public record DeclaredKeyResource(Peer at, PublicKey key, LoginKey wanted, Set<ResourceId> after)
        implements Resource<HomeFileFact> {
    /** What of a line is compared, and put back. */
    public static final String OPTIONS = "options";

    private static final String SEVERAL = " | ";

    public DeclaredKeyResource {
        after = Set.copyOf(after);
    }

    /** The address of a key that a document names. */
    public static ResourceId id(String host, LoginKey wanted) {
        return new ResourceId(host, "authorized_key", wanted.user() + "/" + wanted.name());
    }

    @Override
    public ResourceId id() {
        return id(at.host(), wanted);
    }

    @Override
    public String demand() {
        return wanted.options().map(options -> options + " ").orElse("") + key + (wanted.absent() ? " (absent)" : "");
    }

    @Override
    public List<Want> wants() {
        return wanted.absent()
                ? new Wants().put("state", "absent").put("key", key.toString()).list()
                : new Wants()
                        .put("key", key.toString())
                        .put("options", wanted.options())
                        .list();
    }

    /** The same with the options that a key had before it was declared; empty where it had several lines. */
    public Optional<DeclaredKeyResource> before(String options) {
        LoginKey was = new LoginKey(
                wanted.name(), wanted.user(), wanted.key(), Optional.of(options), false, wanted.ownLogin());
        return options.contains(SEVERAL) ? Optional.empty() : Optional.of(new DeclaredKeyResource(at, key, was, after));
    }

    /** Whether one line lets it in, with just the options that the document says. */
    boolean isAsDeclared(HomeFileFact observed) {
        List<String> present =
                AuthorizedLines.of(new SshFile(at, observed).text()).of(key);
        return present.size() == 1
                && optionsOf(present.get(0)).equals(wanted.options().orElse(""));
    }

    private HomeFileQuery file() {
        return new HomeFileQuery(at.host(), at.account(), ".ssh/authorized_keys");
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
        SshFile file = new SshFile(at, observed);
        List<String> present = AuthorizedLines.of(file.text()).of(key);
        return file.unreadable(id())
                .or(() -> ours(observed, present))
                .orElseGet(() -> wanted.absent() ? gone(file, present) : there(file, present));
    }

    private Optional<Decision> ours(HomeFileFact file, List<String> present) {
        Marks marks = Marks.in(String.join(" ", present));
        return marks.isEmpty()
                ? Optional.empty()
                : Optional.of(new Decision.Conflict(
                        id(),
                        file.path() + " on " + at.host() + " lets that key in for " + marks.topologies()
                                + ", which sees to it itself",
                        "Leave the key out here: it is the one that archiving logs in with."));
    }

    private Decision gone(SshFile file, List<String> present) {
        return present.isEmpty()
                ? new Decision.InSync(id(), "not let in, as declared")
                : change(file, Action.REMOVE, optionsOf(present.get(0)), "", "declared absent", Optional.empty());
    }

    private Decision there(SshFile file, List<String> present) {
        String options = wanted.options().orElse("");
        String line = (options.isEmpty() ? "" : options + " ") + wanted.key();
        if (present.isEmpty()) {
            return change(file, Action.CREATE, "", options, "the key is not let in", Optional.of(line));
        }
        String found = present.stream().map(this::optionsOf).collect(Collectors.joining(SEVERAL));
        boolean asWanted = wanted.options().isEmpty() || (found.equals(options) && present.size() == 1);
        if (!asWanted) {
            String reason = present.size() > 1 ? "it has several lines" : "it is let in with other options";
            return change(file, Action.UPDATE, found, options, reason, Optional.of(line));
        }
        return file.othersMayWrite()
                ? change(
                        file,
                        Action.UPDATE,
                        found,
                        found,
                        "sshd takes no file that others may write",
                        Optional.of(present.get(0)))
                : new Decision.InSync(id(), "a line of " + file.file().path() + " lets it in");
    }

    private Decision change(
            SshFile file, Action action, String before, String after, String reason, Optional<String> line) {
        AuthorizedLines lines = AuthorizedLines.of(file.text());
        String path = file.file().path();
        Step write = file.write(
                line.map(one -> lines.with(key, one)).orElseGet(() -> lines.without(key)),
                0600,
                (line.isPresent() ? "let the key of " : "shut the key of ") + wanted.name()
                        + (line.isPresent() ? " in by " : " out of ") + path + " on " + at.host());
        return new Decision.Change(
                id(),
                action,
                List.of(new Difference(OPTIONS, before, after)),
                Effect.NONE,
                reason,
                file.inItsDirectory(List.of(write)));
    }

    private String optionsOf(String line) {
        return AuthorizedLines.optionsOf(line, key);
    }
}
