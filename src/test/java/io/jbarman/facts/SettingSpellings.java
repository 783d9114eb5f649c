package io.jbarman.facts;

import io.jbarman.facts.setting.Setting;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** Ways to write a value of each type, good and bad, as people write them in configuration files. */
final class SettingSpellings {
    private static final List<String> FLAGS = List.of(
            "on", "off", "true", "TRUE", "fAlse", "yes", "no", "y", "n", "t", "f", "tr", "of", "1", "0", "o", "", " on",
            "on ", "2", "maybe");

    private static final List<String> NUMBERS = List.of(
            "1",
            "-1",
            "+5",
            "0",
            "0x10",
            "010",
            "08",
            "1.5",
            "2.5",
            ".5",
            "5.",
            "1e1",
            "1e",
            "0x",
            " 7 ",
            "1_000",
            "10kB",
            "8 kB",
            "1MB",
            "1mb",
            "64MB",
            "1.1GB",
            "0.5GB",
            "1GB",
            "1TB",
            "512B",
            "100ms",
            "100 ms ",
            "1s",
            "1.5s",
            "0.25s",
            "90s",
            "2min",
            "1.5min",
            "1h",
            "1d",
            "5us",
            "1 kB x",
            "ten",
            "",
            " ",
            "99999999999",
            "1.0000001",
            "0.0123456789",
            "1e-5",
            "123456.789",
            "NaN",
            "Infinity",
            "1e400",
            "0.1min",
            "1.55MB");

    private static final List<String> TEXTS =
            List.of("", "abc", "it's", "a,b", "a, \"B c\"", " blanks ", "back\\slash", "cp \"%p\" '/x/%f' && true");

    private static final List<String> FEW =
            List.of("on", "of", "1", "o", "2.5", "0x10", "1.1GB", "100kB", "1.5min", "it's", "a, \"B c\"", "NaN", "");

    private SettingSpellings() {}

    /** Of a setting that only a start changes, a few: each costs a process. */
    static List<String> few(Setting setting) {
        List<String> all = of(setting);
        return setting.type().equals("enum")
                ? all.subList(0, Math.min(8, all.size()))
                : all.stream().filter(FEW::contains).toList();
    }

    static List<String> of(Setting setting) {
        return switch (setting.type()) {
            case "bool" -> FLAGS;
            case "integer", "real" -> numbers(setting);
            case "enum" -> words(setting);
            default -> TEXTS;
        };
    }

    private static List<String> numbers(Setting setting) {
        Set<String> all = new LinkedHashSet<>(NUMBERS);
        setting.minimum().ifPresent(all::add);
        setting.maximum().ifPresent(all::add);
        setting.bootValue().ifPresent(all::add);
        return List.copyOf(all);
    }

    private static List<String> words(Setting setting) {
        List<String> all = new ArrayList<>(setting.words());
        setting.words().forEach(word -> all.add(word.toUpperCase(Locale.ROOT)));
        setting.words().forEach(word -> all.add(" " + word));
        all.addAll(FLAGS);
        all.addAll(List.of("debug", "hot_standby", "archive", "md5", "pglz", "None"));
        return all.stream().distinct().toList();
    }
}
