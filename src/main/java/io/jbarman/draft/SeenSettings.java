package io.jbarman.draft;

import io.jbarman.config.Redaction;
import io.jbarman.facts.Fact;
import io.jbarman.facts.Facts;
import io.jbarman.facts.setting.FileSetting;
import io.jbarman.facts.setting.FileSettings;
import io.jbarman.facts.setting.Settings;
import io.jbarman.topology.SettingDemand;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The settings that ALTER SYSTEM wrote as demands for them; those of other files stay theirs. */
record SeenSettings(SeenServer seen, Facts facts, DraftRemarks remarks) {
    private static final String AUTO = "/postgresql.auto.conf";

    Map<String, SettingDemand> demands() {
        Map<String, SettingDemand> demands = new TreeMap<>();
        Fact<FileSettings> files = facts.get(seen.files());
        if (files instanceof Fact.Unknown<FileSettings> unknown) {
            remarks.leftOut("settings, which could not be looked at: " + unknown.reason(), unknown.remedy());
        }
        List<FileSetting> lines = Known.or(files, FileSettings.of(List.of())).winners().values().stream()
                .sorted(Comparator.comparing(FileSetting::file).thenComparing(FileSetting::line))
                .toList();
        Settings running = Known.or(facts.get(seen.settings()), new Settings(Map.of()));
        lines.forEach(line -> {
            if (line.file().endsWith(AUTO) && !Redaction.isTelling(line.name(), line.value())) {
                demands.put(line.name(), new SettingDemand.Exactly(spelt(line, running)));
            } else {
                remarks.setting(line);
            }
        });
        return demands;
    }

    /** With the unit that people write. */
    private static String spelt(FileSetting line, Settings running) {
        return running.find(line.name())
                .map(setting -> setting.display(line.value()))
                .orElse(line.value());
    }
}
