package io.jbarman.resource.trust;

import io.jbarman.facts.FactQuery;
import io.jbarman.facts.Facts;
import io.jbarman.facts.trust.HomeFileFact;
import io.jbarman.facts.trust.HomeFileQuery;
import io.jbarman.facts.trust.OwnKeyFact;
import io.jbarman.facts.trust.OwnKeyQuery;
import io.jbarman.facts.trust.PublicKey;
import io.jbarman.plan.Action;
import io.jbarman.plan.Decision;
import io.jbarman.plan.Difference;
import io.jbarman.plan.Effect;
import io.jbarman.plan.Note;
import io.jbarman.plan.ResourceId;
import io.jbarman.plan.Step;
import io.jbarman.resource.Observation;
import io.jbarman.resource.Resource;
import io.jbarman.resource.Want;
import io.jbarman.resource.Wants;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * That an account lets another one in by its key, with these options and no others.
 *
 * @param options as they stand in front of the key
 * @param comment begins with {@code jbarman:}, by which a line of ours is known; one that other topologies share with us
 *     has a comment of each
 */
public record AuthorizedKeyResource(Peer at, Peer of, String options, String comment, Set<ResourceId> after)
        implements Resource<AuthorizedKeyResource.State> {
    /** What decides. */
    public record State(HomeFileFact file, OwnKeyFact key) {}

    public AuthorizedKeyResource {
        after = Set.copyOf(after);
    }

    /** The address of a key that is let in. */
    public static ResourceId id(Peer at, Peer of) {
        return new ResourceId(at.owner(), "authorized_key", of.toString());
    }

    @Override
    public ResourceId id() {
        return id(at, of);
    }

    @Override
    public String demand() {
        return options;
    }

    @Override
    public List<Want> wants() {
        return new Wants()
                .put("key of", of.toString())
                .put("logs in as", at.toString())
                .put("options", options)
                .list();
    }

    private HomeFileQuery file() {
        return new HomeFileQuery(at.host(), at.account(), ".ssh/authorized_keys");
    }

    private OwnKeyQuery key() {
        return new OwnKeyQuery(of.host(), of.account());
    }

    @Override
    public Set<FactQuery<?>> needs() {
        return Set.of(file(), key());
    }

    @Override
    public Observation<State> observe(Facts facts) {
        return Observation.of(facts.get(file()))
                .then(file -> Observation.of(facts.get(key())).map(key -> new State(file, key)));
    }

    /** sshd compares addresses; it looks names up only where it is told to, so that none are written. */
    private boolean isOpenToAllAddresses() {
        return !options.contains("from=\"");
    }

    private String remedy() {
        return "Set source_addresses of " + of.host() + " in the topology: the addresses that " + at.host()
                + " sees it come from.";
    }

    @Override
    public List<Note> notes(State observed) {
        return isOpenToAllAddresses()
                ? List.of(new Note(
                        id(),
                        "the key is let in from any address: " + of.host() + " is declared by a name, and from= takes"
                                + " addresses",
                        remedy()))
                : List.of();
    }

    @Override
    public Decision decide(State observed) {
        Decision decision = line(observed);
        return decision instanceof Decision.Change && isOpenToAllAddresses() && !options.contains("command=\"")
                ? new Decision.Conflict(
                        id(),
                        "the key of " + of + " would be let in from any address and for any command: " + of.host()
                                + " is declared by a name, and from= takes addresses",
                        remedy())
                : decision;
    }

    private Decision line(State observed) {
        HomeFileFact file = observed.file();
        return new SshFile(at, file)
                .unreadable(id())
                .orElseGet(() -> observed.key()
                        .key()
                        .map(key -> decide(file, key))
                        .orElseGet(() ->
                                change(file, Action.CREATE, "", options, List.of(), "the key is still to be made")));
    }

    private Decision decide(HomeFileFact file, PublicKey key) {
        AuthorizedLines lines = AuthorizedLines.of(file.text().orElse(""));
        List<String> present = lines.of(key);
        Optional<String> foreign =
                present.stream().filter(line -> Marks.in(line).isEmpty()).findFirst();
        if (foreign.isPresent()) {
            return new Decision.Conflict(
                    id(),
                    file.path() + " on " + at.host() + " lets the key of " + of
                            + " in by a line that is not jbarman's: the first line of a key counts",
                    "Remove that line (it ends with: " + tail(foreign.get()) + "), or give " + of.user()
                            + " another key.");
        }
        SharedLine shared = SharedLine.of(present, comment);
        if (shared.marks().isEmpty()) {
            return decide(
                    file, key, lines, new SharedLine(shared.marks(), Optional.of(options + " " + key + " " + comment)));
        }
        SharedLine both = shared.with(options, key, comment);
        return both.line().isPresent() ? decide(file, key, lines, both) : apart(file, both.marks());
    }

    private Decision decide(HomeFileFact file, PublicKey key, AuthorizedLines lines, SharedLine shared) {
        String wanted = shared.line().orElseThrow();
        List<String> present = lines.of(key);
        List<Step> steps = List.of(write(new SshFile(at, file), lines.with(key, comment, wanted)));
        String asked = optionsOf(wanted, key);
        if (present.isEmpty()) {
            String reason = lines.outdated(key, comment).isEmpty()
                    ? "the key is not let in"
                    : "another key of the account is let in";
            return change(file, Action.CREATE, "", asked, steps, reason);
        }
        if (!present.equals(List.of(wanted)) || !lines.outdated(key, comment).isEmpty()) {
            return change(file, Action.UPDATE, optionsOf(present.get(0), key), asked, steps, shared.reason());
        }
        return modes(file, steps, shared);
    }

    private Decision apart(HomeFileFact file, Marks others) {
        return new Decision.Conflict(
                id(),
                file.path() + " on " + at.host() + " lets the key of " + of + " in for " + others.topologies()
                        + " by another program, for a server of the same name, or by options that jbarman did not write:"
                        + " a key has one line, and the first one counts",
                "Let the servers of one of the topologies run as another account, or give both barmanhosts one"
                        + " run_directory.");
    }

    private Decision modes(HomeFileFact file, List<Step> steps, SharedLine shared) {
        if (!new SshFile(at, file).othersMayWrite()) {
            return new Decision.InSync(id(), "one line of " + file.path() + " lets it in" + shared.suffix());
        }
        return new Decision.Change(
                id(),
                Action.UPDATE,
                List.of(new Difference(
                        "modes", String.format("%04o/%04o", file.directoryMode(), file.mode()), "0700/0600")),
                Effect.NONE,
                "sshd takes no file that others may write",
                new SshFile(at, file).inItsDirectory(steps));
    }

    private Decision change(
            HomeFileFact file, Action action, String before, String after, List<Step> steps, String reason) {
        return new Decision.Change(
                id(),
                action,
                List.of(new Difference("options", before, after)),
                Effect.NONE,
                reason,
                new SshFile(at, file).inItsDirectory(steps));
    }

    private Step write(SshFile file, String text) {
        return file.write(
                text, 0600, "let the key of " + of + " in by " + file.file().path() + " on " + at.host());
    }

    private static String optionsOf(String line, PublicKey key) {
        return AuthorizedLines.optionsOf(line, key);
    }

    private static String tail(String line) {
        return line.substring(Math.max(0, line.length() - 30));
    }
}
