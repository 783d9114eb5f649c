package io.jbarman.pg;

import java.math.BigInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The size of a cluster's WAL segments in bytes: a power of two from 1 MB to 1 GB, fixed by initdb (PostgreSQL:
 * "initdb", {@code --wal-segsize}).
 */
public record WalSegmentSize(int bytes) {
    /** 16 MB, what initdb chooses. */
    public static final WalSegmentSize DEFAULT = new WalSegmentSize(16 << 20);

    private static final Pattern TEXT = Pattern.compile("([0-9]+)(MB|GB|kB|B)?");

    public WalSegmentSize {
        if (bytes < 1 << 20 || bytes > 1 << 30 || Integer.bitCount(bytes) != 1) {
            throw new IllegalArgumentException("not a WAL segment size (a power of two from 1 MB to 1 GB): " + bytes);
        }
    }

    /** Reads the text of {@code SHOW wal_segment_size}: {@code 16MB}, {@code 1GB}, or a number of bytes. */
    public static WalSegmentSize parse(String text) {
        Matcher matcher = TEXT.matcher(text);
        if (!matcher.matches()) {
            throw new IllegalArgumentException("not a WAL segment size: " + text);
        }
        BigInteger bytes = new BigInteger(matcher.group(1)).shiftLeft(shift(matcher.group(2)));
        if (bytes.bitLength() >= Integer.SIZE) {
            throw new IllegalArgumentException("not a WAL segment size: " + text);
        }
        return new WalSegmentSize(bytes.intValue());
    }

    private static int shift(@org.jspecify.annotations.Nullable String unit) {
        if (unit == null || unit.equals("B")) {
            return 0;
        }
        return switch (unit) {
            case "kB" -> 10;
            case "MB" -> 20;
            default -> 30;
        };
    }

    /** How many segments share the middle eight digits of the name: 2^32 / size. */
    public long segmentsPerLogId() {
        return 0x1_0000_0000L / bytes;
    }

    /** The number of the segment that holds the position. */
    public long segmentNumber(Lsn lsn) {
        return Long.divideUnsigned(lsn.value(), bytes);
    }

    /** The position at which the segment holding {@code lsn} begins. */
    public Lsn segmentStart(Lsn lsn) {
        return new Lsn(lsn.value() & -((long) bytes));
    }

    /** How far into its segment the position is. */
    public int offset(Lsn lsn) {
        return (int) (lsn.value() & (bytes - 1));
    }
}
