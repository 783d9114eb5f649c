package io.jbarman.resource.setting;

import io.jbarman.facts.server.WalSender;
import io.jbarman.facts.setting.FileSettings;
import io.jbarman.facts.setting.OwnValue;
import io.jbarman.facts.setting.Settings;
import io.jbarman.facts.slot.Slots;
import java.util.List;
import java.util.Optional;

/**
 * What settings are decided by.
 *
 * @param addresses of the server's host; empty where they are not known
 * @param ownValues of roles and databases
 * @param primary of a standby
 * @param prepared how many transactions are prepared, where that was asked for
 * @param includeDirectory whose files the main configuration file includes, where that was asked for
 */
public record SettingState(
        Settings running,
        FileSettings files,
        Slots slots,
        List<WalSender> senders,
        List<String> addresses,
        List<OwnValue> ownValues,
        Optional<String> includeDirectory,
        Optional<PrimarySettings> primary,
        long prepared) {
    public SettingState {
        senders = List.copyOf(senders);
        addresses = List.copyOf(addresses);
        ownValues = List.copyOf(ownValues);
    }

    /** Of a server whose roles and databases have no settings of their own. */
    public SettingState(
            Settings running, FileSettings files, Slots slots, List<WalSender> senders, List<String> addresses) {
        this(running, files, slots, senders, addresses, List.of(), Optional.empty(), Optional.empty(), 0);
    }
}
