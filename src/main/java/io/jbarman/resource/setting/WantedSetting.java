package io.jbarman.resource.setting;

import io.jbarman.resource.Want;
import io.jbarman.resource.Wants;
import io.jbarman.topology.SettingDemand;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** What a topology wants of a setting: a declared value, a floor that follows from what is declared elsewhere, or both. */
public record WantedSetting(String name, Optional<SettingDemand> declared, Optional<Floor> floor) {
    /** A declaration in the document. */
    public static WantedSetting declared(String name, SettingDemand demand) {
        return new WantedSetting(name, Optional.of(demand), Optional.empty());
    }

    /** A declaration in the document, for a server that may have come to use more. */
    public static WantedSetting notBelowUse(String name, SettingDemand demand) {
        return new WantedSetting(
                name,
                Optional.of(demand),
                demand instanceof SettingDemand.Exactly ? Floor.InUse.of(name) : Optional.empty());
    }

    /** What was there before jbarman, for a server where others may have come to use more. */
    public static WantedSetting restored(String name, String was, Set<String> ourSlots) {
        return new WantedSetting(name, Optional.of(new SettingDemand.Exactly(was)), Floor.OthersUse.of(name, ourSlots));
    }

    /** A floor that the topology implies. */
    public static WantedSetting implied(String name, Floor floor) {
        return new WantedSetting(name, Optional.empty(), Optional.of(floor));
    }

    List<Want> wants() {
        Wants wants = new Wants();
        declared.ifPresent(demand -> {
            if (demand instanceof SettingDemand.Exactly exactly) {
                wants.put("value", exactly.value());
            } else {
                wants.put("at least", String.valueOf(((SettingDemand.AtLeast) demand).value()));
            }
        });
        return wants.put("needed", floor.map(least -> least.words() + ": " + least.why()))
                .list();
    }

    /** Both demands on one setting. */
    public WantedSetting and(WantedSetting other) {
        return new WantedSetting(name, declared.or(other::declared), floor.or(other::floor));
    }
}
