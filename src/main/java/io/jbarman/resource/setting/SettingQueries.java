package io.jbarman.resource.setting;

import io.jbarman.facts.Fact;
import io.jbarman.facts.FactQuery;
import io.jbarman.facts.Facts;
import io.jbarman.facts.postmaster.PostmasterQuery;
import io.jbarman.facts.server.WalSendersQuery;
import io.jbarman.facts.setting.FileSettingsQuery;
import io.jbarman.facts.setting.SettingsQuery;
import io.jbarman.facts.slot.SlotsQuery;
import io.jbarman.resource.Observation;
import java.util.List;
import java.util.Set;

/** What has to be known to decide about the settings of one server. */
public record SettingQueries(
        SettingsQuery running,
        FileSettingsQuery files,
        SlotsQuery slots,
        WalSendersQuery senders,
        PostmasterQuery postmaster) {

    /** All of them. */
    public Set<FactQuery<?>> all() {
        return Set.of(running, files, slots, senders, postmaster);
    }

    /** Their answers. The host's addresses may be missing: not every server's host can be looked at. */
    public Observation<SettingState> observe(Facts facts) {
        return Observation.of(facts.get(running))
                .then(settings -> Observation.of(facts.get(files))
                        .then(inFiles -> Observation.of(facts.get(slots))
                                .then(existing -> Observation.of(facts.get(senders))
                                        .map(connected -> new SettingState(
                                                settings, inFiles, existing, connected, addresses(facts))))));
    }

    private List<String> addresses(Facts facts) {
        return facts.get(postmaster) instanceof Fact.Known<PostmasterQuery.Found> found
                ? found.value().addresses()
                : List.of();
    }
}
