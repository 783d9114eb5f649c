package io.jbarman.resource.activation;

import io.jbarman.facts.FactQuery;
import io.jbarman.facts.Facts;
import io.jbarman.facts.setting.Settings;
import io.jbarman.plan.Decision;
import io.jbarman.plan.ResourceId;
import io.jbarman.resource.Observation;
import io.jbarman.resource.hba.HbaResource;
import io.jbarman.resource.setting.SettingQueries;
import io.jbarman.resource.setting.SettingResource;
import io.jbarman.resource.setting.SettingState;
import io.jbarman.topology.PostgresServer.RestartPolicy;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Everything of a server that has to be read or restarted to become real.
 *
 * @param settings those that the topology speaks of
 * @param hba its client authentication, where that is managed
 * @param written whether they are written first; else what the files say now counts
 */
public record ServerConfiguration(
        String server,
        RestartPolicy policy,
        SettingQueries queries,
        List<SettingResource> settings,
        Optional<HbaResource> hba,
        boolean written) {
    public ServerConfiguration {
        settings = List.copyOf(settings);
    }

    /** One that is written first. */
    public ServerConfiguration(
            String server,
            RestartPolicy policy,
            SettingQueries queries,
            List<SettingResource> settings,
            Optional<HbaResource> hba) {
        this(server, policy, queries, settings, hba, true);
    }

    /** What of it is in the scope of a run. Where nothing is, the run only brings to life what the files say. */
    ServerConfiguration within(Set<ResourceId> scope) {
        if (ids().stream().noneMatch(scope::contains)) {
            return new ServerConfiguration(server, policy, queries, settings, hba, false);
        }
        return new ServerConfiguration(
                server,
                policy,
                queries,
                settings.stream().filter(one -> scope.contains(one.id())).toList(),
                hba.filter(rules -> scope.contains(rules.id())),
                written);
    }

    /** Nothing of that server. */
    ServerConfiguration nothing() {
        return new ServerConfiguration(server, policy, queries, List.of(), Optional.empty(), false);
    }

    Set<ResourceId> ids() {
        Set<ResourceId> ids = settings.stream().map(SettingResource::id).collect(Collectors.toSet());
        hba.ifPresent(rules -> ids.add(rules.id()));
        return ids;
    }

    /** What has to be known of its settings. */
    Set<FactQuery<?>> needsOfSettings() {
        Set<FactQuery<?>> needs = new HashSet<>(queries.all());
        settings.forEach(setting -> needs.addAll(setting.needs()));
        return needs;
    }

    Set<FactQuery<?>> needs() {
        Set<FactQuery<?>> needs = needsOfSettings();
        hba.ifPresent(rules -> needs.addAll(rules.needs()));
        return needs;
    }

    /** How running and files part once the settings of this plan are written. */
    Observation<Divergences> divergences(Facts facts) {
        return queries.observe(facts).map(this::divergences);
    }

    private Divergences divergences(SettingState state) {
        Map<String, String> planned = new LinkedHashMap<>();
        if (written) {
            settings.forEach(setting -> setting.planned(state)
                    .ifPresent(
                            value -> planned.put(setting.known(state.running()).name(), value)));
        }
        return Divergences.of(state.running(), state.files(), managedNames(state.running()), planned);
    }

    private Set<String> managedNames(Settings running) {
        return settings.stream()
                .flatMap(setting -> running.find(setting.known(running).name()).stream())
                .map(setting -> setting.name())
                .collect(Collectors.toSet());
    }

    /** Whether the rules' file has been changed since the server last read it; a change of ours brings its own reload. */
    Optional<String> hbaReason(Facts facts) {
        return hba.filter(rules -> rules.isNewerThanLoaded(facts) && !(rules.decide(facts) instanceof Decision.Change))
                .map(rules -> "the client authentication file was written after the server last read it");
    }
}
