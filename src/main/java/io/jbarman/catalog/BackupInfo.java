package io.jbarman.catalog;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.temporal.ChronoField;
import java.time.temporal.TemporalAccessor;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** Barman's {@code backup.info}: lines {@code key=value}, {@code None} for nothing. Pure. */
final class BackupInfo {
    private static final String NOTHING = "None";

    /** As Python writes it; without an offset, which old releases left out, it is this host's time. */
    private static final DateTimeFormatter TIME = new DateTimeFormatterBuilder()
            .appendPattern("yyyy-MM-dd HH:mm:ss")
            .appendFraction(ChronoField.NANO_OF_SECOND, 0, 9, true)
            .appendPattern("[XXX]")
            .toFormatter();

    private BackupInfo() {}

    /** What it says of the backup with that identifier. */
    static BaseBackup parse(String id, String text, ZoneId here) {
        Map<String, String> values = new HashMap<>();
        text.lines()
                .map(line -> line.split("=", 2))
                .filter(parts -> parts.length == 2 && !parts[1].equals(NOTHING))
                .forEach(parts -> values.put(parts[0], parts[1]));
        return new BaseBackup(
                id,
                values.getOrDefault("status", ""),
                Optional.ofNullable(values.get("end_time")).flatMap(time -> time(time, here)),
                number(values.getOrDefault("size", "")),
                values.containsKey("parent_backup_id"));
    }

    private static Optional<Instant> time(String text, ZoneId here) {
        try {
            TemporalAccessor time = TIME.parseBest(text, OffsetDateTime::from, LocalDateTime::from);
            return Optional.of(
                    time instanceof OffsetDateTime exact
                            ? exact.toInstant()
                            : LocalDateTime.from(time).atZone(here).toInstant());
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    private static long number(String text) {
        return text.matches("[0-9]{1,18}") ? Long.parseLong(text) : 0;
    }
}
