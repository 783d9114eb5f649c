package io.jbarman.resource.activation;

import io.jbarman.facts.FactQuery;
import io.jbarman.facts.Facts;
import io.jbarman.plan.Action;
import io.jbarman.plan.Decision;
import io.jbarman.plan.Difference;
import io.jbarman.plan.Effect;
import io.jbarman.plan.ResourceId;
import io.jbarman.plan.Step;
import io.jbarman.resource.Observation;
import io.jbarman.resource.Resource;
import io.jbarman.resource.setting.SettingResource;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** That the server has read what its files say, for what a reload is enough. */
public record ReloadResource(ServerConfiguration configuration, RestartResource restart)
        implements Resource<ReloadState> {
    /** The address of a server's reload. */
    public static ResourceId id(String server) {
        return new ResourceId(server, "reload", "configuration");
    }

    @Override
    public ResourceId id() {
        return id(configuration.server());
    }

    @Override
    public String demand() {
        return "what the files say is read";
    }

    @Override
    public ReloadResource within(Set<ResourceId> scope) {
        return new ReloadResource(
                configuration.within(scope), scope.contains(restart.id()) ? restart.within(scope) : restart.leftOut());
    }

    /** Behind the restart only in order: one that waits for its time must not hold the reload up. */
    @Override
    public Set<ResourceId> after() {
        return configuration.ids();
    }

    @Override
    public Set<FactQuery<?>> needs() {
        Set<FactQuery<?>> needs = new HashSet<>(configuration.needs());
        needs.addAll(restart.needs());
        return needs;
    }

    @Override
    public Observation<ReloadState> observe(Facts facts) {
        return configuration
                .divergences(facts)
                .map(divergences -> new ReloadState(
                        divergences, restart.decide(facts) instanceof Decision.Change, configuration.hbaReason(facts)));
    }

    @Override
    public Decision decide(ReloadState observed) {
        List<Difference> differences = differences(observed);
        if (differences.isEmpty()) {
            return new Decision.InSync(id(), "the server has read its files");
        }
        if (observed.restarts() && !comesBehindTheRestart(observed)) {
            return new Decision.InSync(id(), "the restart reads the files");
        }
        return new Decision.Change(
                id(),
                Action.RUN,
                differences,
                Effect.RELOAD,
                reason(observed),
                List.of(new Step.ReloadServer(
                        configuration.server(), "reload the configuration of " + configuration.server())));
    }

    /** What is written behind the restart is not read by it. */
    private static boolean comesBehindTheRestart(ReloadState observed) {
        return observed.divergences().forReload().stream()
                .anyMatch(each -> each.name().equals(SettingResource.SYNCHRONOUS));
    }

    private static List<Difference> differences(ReloadState observed) {
        List<Difference> differences = new ArrayList<>();
        observed.divergences()
                .forReload()
                .forEach(each -> differences.add(new Difference(each.name(), each.running(), each.future())));
        observed.hba().ifPresent(why -> differences.add(new Difference("pg_hba.conf", "", "read again")));
        return differences;
    }

    private static String reason(ReloadState observed) {
        List<String> reasons = new ArrayList<>();
        observed.divergences().forReload().forEach(each -> reasons.add(each.name() + " takes effect"));
        observed.hba().ifPresent(reasons::add);
        return String.join("; ", reasons) + Foreign.text(observed.divergences().foreign(false));
    }
}
