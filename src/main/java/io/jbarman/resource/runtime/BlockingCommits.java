package io.jbarman.resource.runtime;

import io.jbarman.facts.Fact;
import io.jbarman.facts.FactQuery;
import io.jbarman.facts.Facts;
import io.jbarman.facts.barman.RuntimeFact;
import io.jbarman.facts.server.WalSender;
import io.jbarman.facts.server.WalSendersQuery;
import io.jbarman.facts.setting.Settings;
import io.jbarman.facts.setting.SettingsQuery;
import io.jbarman.plan.Decision;
import io.jbarman.plan.Effect;
import io.jbarman.resource.Observation;
import io.jbarman.resource.Resource;
import io.jbarman.resource.WrappingAny;
import io.jbarman.resource.setting.SettingResource;
import io.jbarman.resource.setting.SynchronousNames;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * A runtime that is stopped, for a moment or for good, while commits wait for what it receives: marked, since whoever
 * commits then waits. Where a server cannot be asked, nothing is marked.
 *
 * @param inner how it is to be
 * @param runtime the same runtime, running
 * @param streams that it receives
 */
public record BlockingCommits(Resource<RuntimeFact> inner, RuntimeResource runtime, List<Received> streams)
        implements WrappingAny<RuntimeFact> {
    public BlockingCommits {
        streams = List.copyOf(streams);
    }

    /** A server's WAL, received under that application_name. */
    public record Received(String server, String applicationName) {
        SettingsQuery settings() {
            return new SettingsQuery(server);
        }

        WalSendersQuery senders() {
            return new WalSendersQuery(server);
        }

        boolean isWaitedFor(Facts facts) {
            return facts.get(settings()) instanceof Fact.Known<Settings> settings
                    && facts.get(senders()) instanceof Fact.Known<List<WalSender>> senders
                    && settings.value()
                            .value(SettingResource.SYNCHRONOUS)
                            .filter(names -> SynchronousNames.waitWithout(names, senders.value(), applicationName))
                            .isPresent();
        }
    }

    @Override
    public BlockingCommits around(Resource<RuntimeFact> other) {
        return new BlockingCommits(other, runtime, streams);
    }

    @Override
    public Set<FactQuery<?>> needsToo() {
        Set<FactQuery<?>> needs = new HashSet<>(runtime.needs());
        streams.forEach(stream -> needs.addAll(Set.of(stream.settings(), stream.senders())));
        return needs;
    }

    @Override
    public Decision decide(Facts facts) {
        Decision own = inner.decide(facts);
        if (!(own instanceof Decision.Change change) || !stops(facts)) {
            return own;
        }
        List<Received> waitedFor =
                streams.stream().filter(stream -> stream.isWaitedFor(facts)).toList();
        return waitedFor.isEmpty() ? own : marked(change, waitedFor);
    }

    private boolean isForGood() {
        return inner instanceof StoppedRuntimeResource;
    }

    private boolean stops(Facts facts) {
        return runtime.observe(facts) instanceof Observation.Seen<RuntimeFact> seen
                && (isForGood() ? seen.state().running().isPresent() : runtime.startsAnew(seen.state()));
    }

    private Decision.Change marked(Decision.Change change, List<Received> waitedFor) {
        String servers = waitedFor.stream().map(Received::server).collect(Collectors.joining(", "));
        return new Decision.Change(
                change.id(),
                change.action(),
                change.differences(),
                Effect.BLOCKS_COMMITS,
                change.reason() + "; too few others of " + SettingResource.SYNCHRONOUS + " stream from " + servers
                        + ": commits there wait "
                        + (isForGood() ? "from then on, until that is emptied" : "until it streams again"),
                change.steps());
    }
}
