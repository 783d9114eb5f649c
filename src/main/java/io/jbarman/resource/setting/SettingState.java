package io.jbarman.resource.setting;

import io.jbarman.facts.server.WalSender;
import io.jbarman.facts.setting.FileSettings;
import io.jbarman.facts.setting.Settings;
import io.jbarman.facts.slot.Slots;
import java.util.List;

/**
 * What settings are decided by.
 *
 * @param addresses of the server's host; empty where they are not known
 */
public record SettingState(
        Settings running, FileSettings files, Slots slots, List<WalSender> senders, List<String> addresses) {
    public SettingState {
        senders = List.copyOf(senders);
        addresses = List.copyOf(addresses);
    }
}
