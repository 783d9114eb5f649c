package io.jbarman.resource.setting;

import io.jbarman.facts.Fact;
import io.jbarman.facts.FactQuery;
import io.jbarman.facts.Facts;
import io.jbarman.facts.postmaster.PostmasterQuery;
import io.jbarman.facts.server.PreparedTransactionsQuery;
import io.jbarman.facts.server.WalSendersQuery;
import io.jbarman.facts.setting.FileSettings;
import io.jbarman.facts.setting.FileSettingsQuery;
import io.jbarman.facts.setting.IncludeDirectoryQuery;
import io.jbarman.facts.setting.OwnValue;
import io.jbarman.facts.setting.OwnValuesQuery;
import io.jbarman.facts.setting.Settings;
import io.jbarman.facts.setting.SettingsQuery;
import io.jbarman.facts.slot.SlotsQuery;
import io.jbarman.resource.Observation;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What has to be known to decide about the settings of one server.
 *
 * @param primary whom it follows, if it is a standby
 */
public record SettingQueries(
        SettingsQuery running,
        FileSettingsQuery files,
        SlotsQuery slots,
        WalSendersQuery senders,
        PostmasterQuery postmaster,
        Optional<String> primary) {

    /** Of a server that follows nobody. */
    public SettingQueries(
            SettingsQuery running,
            FileSettingsQuery files,
            SlotsQuery slots,
            WalSendersQuery senders,
            PostmasterQuery postmaster) {
        this(running, files, slots, senders, postmaster, Optional.empty());
    }

    /** All of them. */
    public Set<FactQuery<?>> all() {
        Set<FactQuery<?>> all =
                new HashSet<>(Set.of(running, files, slots, senders, postmaster, ownValues(), includeDirectory()));
        primary.ifPresent(server -> all.addAll(Set.of(new SettingsQuery(server), new FileSettingsQuery(server))));
        return all;
    }

    /** Their answers. The host's addresses may be missing: not every server's host can be looked at. */
    public Observation<SettingState> observe(Facts facts) {
        return Observation.of(facts.get(running))
                .then(settings -> Observation.of(facts.get(files))
                        .then(inFiles -> Observation.of(facts.get(slots))
                                .then(existing -> Observation.of(facts.get(senders))
                                        .map(connected -> new SettingState(
                                                settings,
                                                inFiles,
                                                existing,
                                                connected,
                                                addresses(facts),
                                                ownValues(facts),
                                                includeDirectory(facts),
                                                primary(facts),
                                                prepared(facts))))));
    }

    /** Asked by whoever has to do with it only. */
    PreparedTransactionsQuery preparedTransactions() {
        return new PreparedTransactionsQuery(running.server());
    }

    private long prepared(Facts facts) {
        return facts.get(preparedTransactions()) instanceof Fact.Known<Long> known ? known.value() : 0;
    }

    private OwnValuesQuery ownValues() {
        return new OwnValuesQuery(running.server());
    }

    private IncludeDirectoryQuery includeDirectory() {
        return new IncludeDirectoryQuery(running.server());
    }

    private List<OwnValue> ownValues(Facts facts) {
        return facts.get(ownValues()) instanceof Fact.Known<List<OwnValue>> known ? known.value() : List.of();
    }

    private Optional<PrimarySettings> primary(Facts facts) {
        return primary.flatMap(server -> facts.get(new SettingsQuery(server)) instanceof Fact.Known<Settings> settings
                        && facts.get(new FileSettingsQuery(server)) instanceof Fact.Known<FileSettings> inFiles
                ? Optional.of(new PrimarySettings(settings.value(), inFiles.value()))
                : Optional.empty());
    }

    private Optional<String> includeDirectory(Facts facts) {
        return facts.get(includeDirectory()) instanceof Fact.Known<Optional<String>> known
                ? known.value()
                : Optional.empty();
    }

    private List<String> addresses(Facts facts) {
        return facts.get(postmaster) instanceof Fact.Known<PostmasterQuery.Found> found
                ? found.value().addresses()
                : List.of();
    }
}
