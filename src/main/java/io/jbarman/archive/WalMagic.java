package io.jbarman.archive;

import java.util.Map;
import java.util.Optional;

/** Which major release writes which magic number into its WAL pages (PostgreSQL: {@code XLOG_PAGE_MAGIC}). */
final class WalMagic {
    private static final Map<Integer, Integer> MAJORS = Map.of(
            0xD097, 10,
            0xD098, 11,
            0xD101, 12,
            0xD106, 13,
            0xD10D, 14,
            0xD110, 15,
            0xD113, 16,
            0xD116, 17,
            0xD118, 18);

    private WalMagic() {}

    /** The major release; empty for one that is not known yet. */
    static Optional<Integer> major(int magic) {
        return Optional.ofNullable(MAJORS.get(magic));
    }

    /** Whether the number could be the magic of any release since 9.4. */
    static boolean plausible(int magic) {
        return magic >>> 8 == 0xD0 || magic >>> 8 == 0xD1;
    }
}
