package io.jbarman.facts.setting;

import io.jbarman.pg.ServerVersion;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A row of pg_settings (PostgreSQL: "pg_settings").
 *
 * @param value as it runs, in {@code unit}
 * @param unit {@code kB}, {@code 8kB}, {@code ms} ...
 * @param context {@code postmaster}, {@code sighup}, {@code user} ...
 * @param type {@code bool}, {@code integer}, {@code real}, {@code string} or {@code enum}
 * @param words what an enum may be
 * @param bootValue what it is where nobody sets it, in {@code unit}
 * @param source {@code default}, {@code configuration file}, {@code command line} ...
 * @param major the server's version, on which the reading of numbers depends
 */
public record Setting(
        String name,
        String value,
        Optional<String> unit,
        String context,
        String type,
        List<String> words,
        Optional<String> minimum,
        Optional<String> maximum,
        Optional<String> bootValue,
        String source,
        int major) {
    private static final Pattern PASSWORD =
            Pattern.compile("(password\\s*=\\s*)('(?:[^'\\\\]|\\\\.)*'|(?:[^\\s\\\\]|\\\\.)+)");

    public Setting {
        words = List.copyOf(words);
    }

    /** As the newest server has it. */
    public Setting(
            String name,
            String value,
            Optional<String> unit,
            String context,
            String type,
            List<String> words,
            Optional<String> minimum,
            Optional<String> maximum,
            Optional<String> bootValue,
            String source) {
        this(name, value, unit, context, type, words, minimum, maximum, bootValue, source, ServerVersion.NEWEST_MAJOR);
    }

    /** Whether a change of it needs a restart. */
    public boolean needsRestart() {
        return context.equals("postmaster");
    }

    /** Whether it was given when the server was started, where no file and no SQL reaches it. */
    public boolean isShadowed() {
        return source.equals("command line") || source.equals("environment variable");
    }

    /** A value in this setting's unit as people write it, and as SHOW does: {@code 16384} of 8kB is {@code 128MB}. */
    public String display(String number) {
        if (name.equals("primary_conninfo")) {
            return PASSWORD.matcher(number).replaceAll("$1(hidden)");
        }
        return unit.filter(any -> number.matches("[0-9]{1,15}"))
                .flatMap(base -> Units.display(Long.parseLong(number), base))
                .orElse(number);
    }
}
