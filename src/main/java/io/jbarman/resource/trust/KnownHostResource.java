package io.jbarman.resource.trust;

import io.jbarman.config.TextLines;
import io.jbarman.facts.FactQuery;
import io.jbarman.facts.Facts;
import io.jbarman.facts.trust.HomeFileFact;
import io.jbarman.facts.trust.HomeFileQuery;
import io.jbarman.facts.trust.HostKeysQuery;
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
import io.jbarman.transport.ssh.KnownHosts;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * That an account knows a host by the keys that it really has. Lines are added; one that holds another key is somebody's
 * decision, or an attack, and is told.
 *
 * @param address by which the host is reached
 * @param mark of the topology, behind the lines that it needs
 */
public record KnownHostResource(Peer at, String address, HostKeysQuery keys, String mark, Set<ResourceId> after)
        implements Resource<KnownHostResource.State> {
    /** Not the group: where each account has one of its own, that one may write as a matter of course. */
    private static final int ANYBODY_MAY_WRITE = 0002;

    private static final int USUAL_PORT = 22;

    /** What decides. */
    public record State(HomeFileFact file, List<PublicKey> keys) {
        public State {
            keys = List.copyOf(keys);
        }
    }

    public KnownHostResource {
        after = Set.copyOf(after);
    }

    /** The address of a host that is known. */
    public static ResourceId id(Peer at, String host) {
        return new ResourceId(at.owner(), "known_host", host);
    }

    @Override
    public ResourceId id() {
        return id(at, keys.host());
    }

    @Override
    public String demand() {
        return name();
    }

    @Override
    public List<Want> wants() {
        return new Wants().put("known by its own keys", name()).list();
    }

    /** As OpenSSH writes it: with the port where it is not 22. */
    private String name() {
        String lower = address.toLowerCase(Locale.ROOT);
        return keys.port() == USUAL_PORT ? lower : "[" + lower + "]:" + keys.port();
    }

    /** A line as jbarman writes it for this host. */
    Optional<KnownLine> parse(String line) {
        return KnownLine.parse(line, name());
    }

    private HomeFileQuery file() {
        return new HomeFileQuery(at.host(), at.account(), ".ssh/known_hosts");
    }

    @Override
    public Set<FactQuery<?>> needs() {
        return Set.of(file(), keys);
    }

    @Override
    public Observation<State> observe(Facts facts) {
        return Observation.of(facts.get(file()))
                .then(file -> Observation.of(facts.get(keys)).map(found -> new State(file, found)));
    }

    @Override
    public Decision decide(State observed) {
        HomeFileFact file = observed.file();
        if (observed.keys().isEmpty()) {
            return new Decision.Conflict(
                    id(),
                    "no public host key of sshd could be read on " + keys.host(),
                    "See that sshd is installed there and that /etc/ssh/ssh_host_*_key.pub can be read.");
        }
        KnownHosts known = KnownHosts.of(file.path(), file.text().orElse(""));
        List<KnownHosts.Entry> entries = known.keysOf(name());
        Optional<KnownHosts.Entry> wrong = entries.stream()
                .filter(entry -> observed.keys().stream()
                        .anyMatch(key ->
                                key.type().equals(entry.type()) && !key.base64().equals(entry.key())))
                .findFirst();
        if (wrong.isPresent()) {
            return impostor(file, wrong.get());
        }
        List<PublicKey> missing = observed.keys().stream()
                .filter(key -> entries.stream().noneMatch(entry -> entry.key().equals(key.base64())))
                .toList();
        return missing.isEmpty() ? share(file) : add(file, missing, entries.isEmpty() ? Action.CREATE : Action.UPDATE);
    }

    /** What another topology has made known stays known when that one goes. */
    private Decision share(HomeFileFact file) {
        List<String> shared = new ArrayList<>();
        TextLines lines = TextLines.of(file.text().orElse(""));
        List<String> written = new ArrayList<>();
        lines.lines().forEach(line -> {
            Optional<KnownLine> others = parse(line).filter(one -> one.isOthersAlone(mark));
            others.ifPresent(one -> shared.addAll(one.marks().words()));
            written.add(others.map(one -> one.with(mark).toString()).orElse(line));
        });
        if (shared.isEmpty()) {
            return (file.mode() & ANYBODY_MAY_WRITE) == 0
                    ? new Decision.InSync(id(), "all its keys are in " + file.path())
                    : closed(file);
        }
        String others = new Marks(shared).topologies();
        return new Decision.Change(
                id(),
                Action.UPDATE,
                List.of(new Difference("known for", others, others + ", " + Marks.topology(mark))),
                Effect.NONE,
                "another topology has made it known, and it has to stay",
                List.of(write(file, lines.with(written), "add to whom " + name() + " is known in")));
    }

    /** Who may write there decides which host is taken for this one. */
    private Decision closed(HomeFileFact file) {
        int mode = file.mode() & ~ANYBODY_MAY_WRITE;
        return new Decision.Change(
                id(),
                Action.UPDATE,
                List.of(new Difference("mode", String.format("%04o", file.mode()), String.format("%04o", mode))),
                Effect.NONE,
                "anybody may make other hosts known there",
                List.of(write(file, file.text().orElse(""), "let not anybody write into")));
    }

    private Decision impostor(HomeFileFact file, KnownHosts.Entry wrong) {
        return new Decision.Conflict(
                id(),
                file.path() + " on " + at.host() + ", line " + wrong.origin().line() + ", knows " + name()
                        + " by another " + wrong.type() + " key than " + keys.host() + " has",
                "If the key was changed on purpose: ssh-keygen -R '" + name() + "' -f " + file.path() + " as "
                        + at.user() + " on " + at.host());
    }

    private Decision add(HomeFileFact file, List<PublicKey> missing, Action action) {
        StringBuilder text = new StringBuilder(file.text().orElse(""));
        if (text.length() > 0 && text.charAt(text.length() - 1) != '\n') {
            text.append('\n');
        }
        List<Difference> differences = new ArrayList<>();
        for (PublicKey key : missing) {
            text.append(name() + " " + key + " " + mark).append('\n');
            differences.add(new Difference(key.type(), "", "known"));
        }
        List<Step> steps = new ArrayList<>();
        if (file.directoryMode() == 0) {
            steps.add(new Step.MakeDirectory(
                    at.host(),
                    at.user(),
                    file.directory(),
                    0700,
                    Optional.empty(),
                    "make directory " + file.directory() + " on " + at.host()));
        }
        steps.add(write(file, text.toString(), "add the keys of " + name() + " to"));
        return new Decision.Change(id(), action, differences, Effect.NONE, "its keys are not known", steps);
    }

    private Step write(HomeFileFact file, String text, String what) {
        return SshFile.rewrite(
                at,
                file,
                text,
                file.isAbsent() ? 0600 : file.mode() & ~ANYBODY_MAY_WRITE,
                what + " " + file.path() + " on " + at.host());
    }
}
