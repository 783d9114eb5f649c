package io.jbarman.resource.setting;

import io.jbarman.facts.setting.FileSetting;
import io.jbarman.facts.setting.FileSettings;
import io.jbarman.facts.setting.NormalForm;
import io.jbarman.facts.setting.Setting;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** The value that a setting takes when the server next starts, as the files stand. Pure. */
public final class FutureValue {
    private static final Set<String> SOURCES_THAT_FILES_DECIDE = Set.of("default", "configuration file");
    /** What the server shows of archive_command while archive_mode is off. */
    private static final String HIDDEN = "(disabled)";

    private FutureValue() {}

    /** In normal form; a file's value that the server would refuse comes out as it stands. */
    public static String of(Setting setting, FileSettings files) {
        if (setting.isShadowed()) {
            return setting.value();
        }
        String text = files.winner(setting.name())
                .map(FileSetting::value)
                .or(() -> fromNoFile(setting))
                .orElse(setting.value());
        return NormalForm.of(setting, text).orElse(text);
    }

    /** Some defaults the server computes itself when it starts; it says "override" of those. */
    private static Optional<String> fromNoFile(Setting setting) {
        return setting.source().equals("override") ? Optional.empty() : setting.bootValue();
    }

    /** Whether the server runs with another value than {@code future}, and the files are what decides. */
    public static boolean differs(Setting setting, String future) {
        if (!SOURCES_THAT_FILES_DECIDE.contains(setting.source())
                || setting.value().equals(HIDDEN)) {
            return false;
        }
        String running = NormalForm.of(setting, setting.value()).orElse(setting.value());
        return !comparable(setting, running).equals(comparable(setting, future));
    }

    /** The server may spell a text in its own way, as ISO, DMY for iso,dmy: such a difference is none. */
    private static String comparable(Setting setting, String value) {
        return setting.type().equals("string") ? value.toLowerCase(Locale.ROOT).replaceAll("\\s", "") : value;
    }
}
