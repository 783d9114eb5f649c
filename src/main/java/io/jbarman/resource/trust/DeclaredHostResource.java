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
import io.jbarman.resource.Observation;
import io.jbarman.resource.Resource;
import io.jbarman.topology.HostSystem.KnownKey;
import io.jbarman.transport.ssh.KnownHosts;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * That an account trusts a host by the key that a document says, or no longer. Another key of the same type gives way;
 * a line that speaks of several hosts, or that jbarman itself needs, does not.
 */
public record DeclaredHostResource(Peer at, Optional<PublicKey> key, KnownKey wanted, Set<ResourceId> after)
        implements Resource<HomeFileFact> {
    public DeclaredHostResource {
        after = Set.copyOf(after);
    }

    /** The address of a host key that a document names. */
    public static ResourceId id(String host, KnownKey wanted) {
        return new ResourceId(host, "known_host", wanted.user() + "/" + wanted.name());
    }

    @Override
    public ResourceId id() {
        return id(at.host(), wanted);
    }

    @Override
    public String demand() {
        return name() + key.map(one -> " " + one).orElse("") + (wanted.absent() ? " (absent)" : "");
    }

    private String name() {
        String lower = wanted.host().toLowerCase(Locale.ROOT);
        return lower.replaceFirst("^\\[(.*)\\]:22$", "$1");
    }

    private HomeFileQuery file() {
        return new HomeFileQuery(at.host(), at.account(), ".ssh/known_hosts");
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
        List<KnownHosts.Entry> entries =
                KnownHosts.of(observed.path(), file.text()).keysOf(name());
        return file.unreadable(id())
                .orElseGet(() -> wanted.absent()
                        ? gone(file, entries)
                        : key.map(one -> there(file, entries, one)).orElseThrow());
    }

    private Decision gone(SshFile file, List<KnownHosts.Entry> entries) {
        List<KnownHosts.Entry> those = entries.stream()
                .filter(entry -> key.isEmpty() || key.get().base64().equals(entry.key()))
                .toList();
        if (those.isEmpty()) {
            return new Decision.InSync(id(), "not known, as declared");
        }
        return inTheWay(file, those, "")
                .orElseGet(() -> change(file, Action.REMOVE, those, Optional.empty(), "declared absent"));
    }

    private Decision there(SshFile file, List<KnownHosts.Entry> entries, PublicKey wantedKey) {
        List<KnownHosts.Entry> others = entries.stream()
                .filter(entry ->
                        entry.type().equals(wantedKey.type()) && !entry.key().equals(wantedKey.base64()))
                .toList();
        boolean known = entries.stream().anyMatch(entry -> entry.key().equals(wantedKey.base64()));
        if (known && others.isEmpty()) {
            return new Decision.InSync(id(), "its key is in " + file.file().path());
        }
        return inTheWay(file, others, " by another key than declared")
                .orElseGet(() -> change(
                        file,
                        others.isEmpty() ? Action.CREATE : Action.UPDATE,
                        others,
                        known ? Optional.empty() : key,
                        others.isEmpty() ? "its key is not known" : "it is known by another key"));
    }

    private boolean isAlone(KnownHosts.Entry entry) {
        return entry.names().equals(name()) || entry.names().startsWith("|1|");
    }

    /** The lines by which an apply has made the host known, as far as nobody else needs them. */
    List<KnownHosts.Entry> own(HomeFileFact observed, SshFile file) {
        return KnownHosts.of(observed.path(), file.text()).keysOf(name()).stream()
                .filter(entry ->
                        key.filter(one -> one.base64().equals(entry.key())).isPresent())
                .filter(entry ->
                        isAlone(entry) && Marks.in(entry.origin().lineText()).isEmpty())
                .toList();
    }

    private Optional<Decision> inTheWay(SshFile file, List<KnownHosts.Entry> lines, String how) {
        for (KnownHosts.Entry entry : lines) {
            boolean alone = isAlone(entry);
            Marks marks = Marks.in(entry.origin().lineText());
            if (!alone || !marks.isEmpty()) {
                return Optional.of(new Decision.Conflict(
                        id(),
                        file.file().path() + " on " + at.host() + ", line "
                                + entry.origin().line() + ", knows "
                                + name() + how
                                + (alone ? ", for " + marks.topologies() : ", and other hosts too"),
                        alone
                                ? "Leave the key out here: what archiving needs to know is seen to."
                                : "Write a line for each host, or take that one out by hand."));
            }
        }
        return Optional.empty();
    }

    Decision change(SshFile file, Action action, List<KnownHosts.Entry> out, Optional<PublicKey> in, String reason) {
        List<Difference> differences = new ArrayList<>();
        out.forEach(entry -> differences.add(new Difference(entry.type(), entry.key(), "")));
        in.ifPresent(one -> {
            differences.add(new Difference(one.type(), "", one.base64()));
        });
        String whole = in.map(one -> file.without(out, name() + " " + one)).orElseGet(() -> file.without(out));
        int mode = file.file().isAbsent() ? 0600 : file.file().mode();
        String doing = "write what " + at.user() + " knows of " + name() + " to "
                + file.file().path() + " on " + at.host();
        return new Decision.Change(
                id(),
                action,
                differences,
                Effect.NONE,
                reason,
                file.inItsDirectory(List.of(file.write(whole, mode, doing))));
    }
}
