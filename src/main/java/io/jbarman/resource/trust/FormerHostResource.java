package io.jbarman.resource.trust;

import io.jbarman.facts.trust.HomeFileFact;
import io.jbarman.facts.trust.PublicKey;
import io.jbarman.plan.Action;
import io.jbarman.plan.Decision;
import io.jbarman.resource.Undoing;
import io.jbarman.transport.ssh.KnownHosts;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * That a host which a document made known is known no longer, or by the key that it was known by before.
 *
 * @param former keys that gave way, by their type
 */
public record FormerHostResource(DeclaredHostResource made, Map<String, String> former)
        implements Undoing<HomeFileFact> {
    public FormerHostResource {
        former = Map.copyOf(former);
    }

    @Override
    public Decision decide(HomeFileFact observed) {
        SshFile file = new SshFile(made.at(), observed);
        List<KnownHosts.Entry> own = made.own(observed, file);
        Optional<PublicKey> before = made.key()
                .map(PublicKey::type)
                .filter(former::containsKey)
                .map(type -> new PublicKey(type, former.getOrDefault(type, "")));
        if (!own.isEmpty() && before.isPresent()) {
            return made.change(file, Action.UPDATE, own, before, "it was known by another key before");
        }
        String rest = file.without(own);
        return new TakenLines(
                        made.at(),
                        observed,
                        own.stream().map(entry -> entry.origin().lineText()).toList(),
                        rest,
                        new Marks(List.of()))
                .outOf(id(), "lines");
    }
}
