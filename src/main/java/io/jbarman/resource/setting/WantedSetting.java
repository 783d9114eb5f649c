package io.jbarman.resource.setting;

import io.jbarman.topology.SettingDemand;
import java.util.Optional;

/** What a topology wants of a setting: a declared value, a floor that follows from what is declared elsewhere, or both. */
public record WantedSetting(String name, Optional<SettingDemand> declared, Optional<Floor> floor) {
    /** A declaration in the document. */
    public static WantedSetting declared(String name, SettingDemand demand) {
        return new WantedSetting(name, Optional.of(demand), Optional.empty());
    }

    /** A floor that the topology implies. */
    public static WantedSetting implied(String name, Floor floor) {
        return new WantedSetting(name, Optional.empty(), Optional.of(floor));
    }

    /** Both demands on one setting. */
    public WantedSetting and(WantedSetting other) {
        return new WantedSetting(name, declared.or(other::declared), floor.or(other::floor));
    }
}
