package io.jbarman.resource.setting;

import io.jbarman.facts.setting.FileSettings;
import io.jbarman.facts.setting.Settings;

/** What a standby's primary runs with, and what it will. */
public record PrimarySettings(Settings running, FileSettings files) {
    /** The larger of both, as a number; 0 where it is none. */
    long most(String name) {
        return running.find(name)
                .map(setting -> Math.max(number(setting.value()), number(FutureValue.of(setting, files))))
                .orElse(0L);
    }

    private static long number(String text) {
        return text.matches("\\d{1,18}") ? Long.parseLong(text) : 0;
    }
}
