package io.jbarman.resource.trust;

import io.jbarman.facts.FactQuery;
import io.jbarman.facts.Facts;
import io.jbarman.facts.trust.OwnKeyFact;
import io.jbarman.facts.trust.OwnKeyQuery;
import io.jbarman.plan.Action;
import io.jbarman.plan.Decision;
import io.jbarman.plan.Difference;
import io.jbarman.plan.Effect;
import io.jbarman.plan.ResourceId;
import io.jbarman.plan.SecretText;
import io.jbarman.plan.Step;
import io.jbarman.resource.Observation;
import io.jbarman.resource.Resource;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * That an account has a key to log in with. It is made where it belongs, and its private half never leaves. The comment
 * of its public half says which topologies use it.
 */
public record OwnKeyResource(Peer peer, String comment, Set<ResourceId> after) implements Resource<OwnKeyFact> {
    /** The key that is made, from the account's home directory. */
    static final String FILE = ".ssh/id_ed25519";

    public OwnKeyResource {
        after = Set.copyOf(after);
    }

    /** The address of an account's key. */
    public static ResourceId id(Peer peer) {
        return new ResourceId(peer.owner(), "ssh_key", peer.user());
    }

    @Override
    public ResourceId id() {
        return id(peer);
    }

    @Override
    public String demand() {
        return "a usable key";
    }

    OwnKeyQuery query() {
        return new OwnKeyQuery(peer.host(), peer.account());
    }

    @Override
    public Set<FactQuery<?>> needs() {
        return Set.of(query());
    }

    @Override
    public Observation<OwnKeyFact> observe(Facts facts) {
        return Observation.of(facts.get(query()));
    }

    @Override
    public Decision decide(OwnKeyFact observed) {
        if (observed.home().isEmpty()) {
            return new Decision.Conflict(
                    id(),
                    "OpenSSH's client is not installed on " + peer.host(),
                    "Install it there; on Debian: apt-get install openssh-client");
        }
        if (observed.key().isPresent()) {
            return observed.published()
                    .flatMap(this::shared)
                    .orElse(new Decision.InSync(
                            id(),
                            "there is a key of type " + observed.key().get().type()));
        }
        String file = observed.home().get() + "/" + FILE;
        return observed.unusable().filter(file::equals).isPresent() ? locked(file) : make(file);
    }

    /** Whoever made it would take it away otherwise. One that is nobody's is left alone. */
    private Optional<Decision> shared(OwnKeyFact.Published published) {
        Marks marks = Marks.in(published.text());
        if (marks.isEmpty() || marks.areOf(comment)) {
            return Optional.empty();
        }
        return Optional.of(new Decision.Change(
                id(),
                Action.UPDATE,
                List.of(new Difference(
                        "used by", marks.topologies(), marks.with(comment).topologies())),
                Effect.NONE,
                "another topology made it, and it has to stay",
                List.of(marked(peer, published.path(), published.mode(), published.text(), marks.with(comment)))));
    }

    /** The same public half with other marks. */
    static Step marked(Peer peer, String path, int mode, String text, Marks marks) {
        String[] words = text.split("\\s+", 3);
        return new Step.WriteFile(
                peer.host(),
                peer.user(),
                path,
                SecretText.plain(words[0] + " " + words[1] + " " + marks + "\n"),
                mode,
                Optional.empty(),
                "say in " + path + " on " + peer.host() + " who uses the key");
    }

    private Decision locked(String file) {
        return new Decision.Conflict(
                id(),
                file + " on " + peer.host() + " cannot be used without a passphrase, and archiving has nobody to ask",
                "Move it away, or take its passphrase off: ssh-keygen -p -f " + file);
    }

    private Decision make(String file) {
        String directory = file.substring(0, file.lastIndexOf('/'));
        return new Decision.Change(
                id(),
                Action.CREATE,
                List.of(new Difference("key", "", "ed25519")),
                Effect.NONE,
                "there is no key",
                List.of(
                        new Step.MakeDirectory(
                                peer.host(),
                                peer.user(),
                                directory,
                                0700,
                                Optional.empty(),
                                "make directory " + directory + " on " + peer.host()),
                        new Step.RunCommand(
                                peer.host(),
                                peer.user(),
                                List.of("ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-C", comment, "-f", file),
                                "make the key " + file + " on " + peer.host())));
    }
}
