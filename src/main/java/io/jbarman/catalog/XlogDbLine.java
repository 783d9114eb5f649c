package io.jbarman.catalog;

import io.jbarman.archive.ArchivedWal;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * One line of Barman's {@code xlog.db}: name, size, time, compression and, since Barman 3.13, encryption, with tabs
 * between. Lines of three columns (before compression) and of four are read as well.
 */
final class XlogDbLine {
    private static final Pattern TAB = Pattern.compile("\t");
    private static final BigDecimal NANOS = BigDecimal.valueOf(1_000_000_000);

    private XlogDbLine() {}

    /** Reads a line without its line feed; empty if it is none of the three forms. */
    static Optional<ArchivedWal> parse(String line) {
        String[] columns = TAB.split(line, -1);
        if (columns.length < 3 || columns.length > 5 || columns[0].isEmpty()) {
            return Optional.empty();
        }
        try {
            Optional<String> compression = columns.length > 3 ? unlessNone(columns[3]) : Optional.empty();
            return Optional.of(new ArchivedWal(columns[0], Long.parseLong(columns[1]), time(columns[2]), compression));
        } catch (ArithmeticException | NumberFormatException e) {
            return Optional.empty();
        }
    }

    /** What it begins with. */
    static String name(String line) {
        int end = line.indexOf('\t');
        return end < 0 ? line : line.substring(0, end);
    }

    /** Whether two lines of one name say the same; Barman has its times from floating point. */
    static boolean agree(ArchivedWal one, ArchivedWal other) {
        return one.size() == other.size()
                && one.compression().equals(other.compression())
                && Duration.between(one.modified(), other.modified()).abs().compareTo(Duration.ofMillis(1)) < 0;
    }

    /** Writes a line with its line feed, in four or five columns. */
    static String render(ArchivedWal wal, int columns) {
        String four = String.join(
                "\t",
                wal.name(),
                Long.toString(wal.size()),
                seconds(wal.modified()),
                wal.compression().orElse("None"));
        return columns == 5 ? four + "\tNone\n" : four + "\n";
    }

    private static Optional<String> unlessNone(String text) {
        return text.equals("None") || text.isEmpty() ? Optional.empty() : Optional.of(text);
    }

    private static Instant time(String seconds) {
        BigDecimal nanos = new BigDecimal(seconds).multiply(NANOS);
        java.math.BigInteger[] parts = nanos.toBigInteger().divideAndRemainder(NANOS.toBigInteger());
        return Instant.ofEpochSecond(parts[0].longValueExact(), parts[1].longValueExact());
    }

    /** As Python writes a float: at least one digit behind the point. */
    private static String seconds(Instant time) {
        BigDecimal seconds = BigDecimal.valueOf(time.getEpochSecond())
                .add(BigDecimal.valueOf(time.getNano(), 9))
                .stripTrailingZeros();
        return seconds.scale() < 1 ? seconds.setScale(1).toPlainString() : seconds.toPlainString();
    }
}
