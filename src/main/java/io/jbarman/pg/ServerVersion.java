package io.jbarman.pg;

/**
 * A server's version as {@code server_version_num} gives it: 150018 is 15.18, 90624 is 9.6.24.
 */
public record ServerVersion(int number) implements Comparable<ServerVersion> {
    /** The oldest major release that jbarman configures. */
    public static final int OLDEST_MAJOR = 10;
    /** The newest major release that jbarman was tested against. */
    public static final int NEWEST_MAJOR = 18;

    /** The first release of a major version, for comparisons. */
    public static ServerVersion ofMajor(int major) {
        return new ServerVersion(major * 10_000);
    }

    /** 10, 11, ... 18; for releases before 10 the first of the two numbers. */
    public int major() {
        return number / 10_000;
    }

    /** Whether this is the given major release or a later one. */
    public boolean atLeast(int major) {
        return major() >= major;
    }

    @Override
    public int compareTo(ServerVersion other) {
        return Integer.compare(number, other.number);
    }

    @Override
    public String toString() {
        return number >= 100_000
                ? major() + "." + number % 10_000
                : major() + "." + number / 100 % 100 + "." + number % 100;
    }
}
