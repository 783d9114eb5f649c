package io.jbarman.resource.setting;

import io.jbarman.facts.setting.NormalForm;
import io.jbarman.facts.setting.Setting;
import io.jbarman.facts.setting.Settings;
import io.jbarman.topology.SettingDemand;
import java.util.Optional;

/**
 * A setting that has another name and unit in another version: {@code wal_keep_segments} counted segments until 12,
 * {@code wal_keep_size} has been megabytes since 13 (PostgreSQL 13: "Release Notes"). Either name is taken on every
 * version. Pure.
 */
final class Renamed {
    static final String SEGMENTS = "wal_keep_segments";
    static final String SIZE = "wal_keep_size";

    private static final long MEGABYTE = 1024L * 1024;

    private Renamed() {}

    /** The demand under the name that the server knows; the demand itself where nothing of it was renamed. */
    static WantedSetting of(WantedSetting wanted, Settings running) {
        if (running.find(wanted.name()).isPresent()) {
            return wanted;
        }
        long segment = segmentSize(running) / MEGABYTE;
        if (wanted.name().equals(SEGMENTS) && running.find(SIZE).isPresent()) {
            return renamed(wanted, SIZE, segments -> segments * segment);
        }
        if (wanted.name().equals(SIZE) && running.find(SEGMENTS).isPresent()) {
            return renamed(wanted, SEGMENTS, megabytes -> Math.floorDiv(megabytes + segment - 1, segment));
        }
        return wanted;
    }

    private interface Conversion {
        long of(long number);
    }

    private static WantedSetting renamed(WantedSetting wanted, String name, Conversion conversion) {
        return new WantedSetting(
                name, wanted.declared().map(demand -> demand(demand, wanted, conversion)), wanted.floor());
    }

    private static SettingDemand demand(SettingDemand demand, WantedSetting wanted, Conversion conversion) {
        if (demand instanceof SettingDemand.AtLeast least) {
            return new SettingDemand.AtLeast(conversion.of(least.value()));
        }
        String text = ((SettingDemand.Exactly) demand).value();
        return NormalForm.of(counted(wanted.name()), text)
                .<SettingDemand>map(
                        number -> new SettingDemand.Exactly(Long.toString(conversion.of(Long.parseLong(number)))))
                .orElse(demand);
    }

    /** How the setting's own version reads it. */
    private static Setting counted(String name) {
        return new Setting(
                name,
                "0",
                name.equals(SIZE) ? Optional.of("MB") : Optional.empty(),
                "sighup",
                "integer",
                java.util.List.of(),
                Optional.of("0"),
                Optional.of("2147483647"),
                Optional.of("0"),
                "default");
    }

    private static long segmentSize(Settings running) {
        return running.find("wal_segment_size")
                .flatMap(setting -> setting.unit()
                        .filter(unit -> unit.equals("8kB"))
                        .map(blocks -> Long.parseLong(setting.value()) * 8192)
                        .or(() -> Optional.of(Long.parseLong(setting.value()))))
                .orElse(16 * MEGABYTE);
    }
}
