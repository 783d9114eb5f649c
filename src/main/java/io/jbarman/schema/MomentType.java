package io.jbarman.schema;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Optional;

/** A point in time whose meaning depends on no server's time zone: a date means its beginning in UTC. */
final class MomentType {
    private static final String FOREVER = "infinity";
    private static final DateTimeFormatter AS_STORED =
            DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss'+00'").withZone(ZoneOffset.UTC);

    static final TextType TYPE = TextType.of(
                    "a time like 2030-01-01 00:00Z or 2030-01-01 00:00+02:00, a date in UTC, or infinity",
                    "^(infinity|[0-9]{4}-[0-9]{2}-[0-9]{2}([ T][0-9]{2}:[0-9]{2}(:[0-9]{2})?(Z|[+-][0-9]{2}:[0-9]{2}))?)$")
            .and(text -> normal(text).isPresent());

    private MomentType() {}

    /** As {@code 2030-01-01 00:00:00+00}, or {@code infinity}; empty if there is no such time. */
    static Optional<String> normal(String text) {
        if (text.equals(FOREVER)) {
            return Optional.of(FOREVER);
        }
        try {
            return Optional.of(AS_STORED.format(instant(text.replace(' ', 'T'))));
        } catch (DateTimeException noSuchTime) {
            return Optional.empty();
        }
    }

    private static Instant instant(String text) {
        return text.contains("T")
                ? OffsetDateTime.parse(text).toInstant()
                : LocalDate.parse(text).atStartOfDay(ZoneOffset.UTC).toInstant();
    }
}
