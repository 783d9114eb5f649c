package io.jbarman.resource.standby;

import io.jbarman.facts.Fact;
import io.jbarman.facts.hba.HbaFile;
import io.jbarman.facts.server.ServerSystem;
import io.jbarman.facts.setting.Settings;
import io.jbarman.facts.standby.StandbyHost;
import java.util.List;

/**
 * What a standby is decided by.
 *
 * @param tablespaces of the primary, outside of its data directory
 * @param self unknown where no session with it comes about, as before it exists
 */
public record StandbyState(
        ServerSystem primary,
        Settings settings,
        HbaFile rules,
        List<String> tablespaces,
        StandbyHost host,
        Fact<ServerSystem> self) {
    public StandbyState {
        tablespaces = List.copyOf(tablespaces);
    }
}
