package io.jbarman.archive;

import io.jbarman.archive.codec.FilterCodec;
import java.util.Optional;

/**
 * A compression that the configuration brings itself.
 *
 * @param magic hexadecimal digits that what it compressed begins with; where there are none, what looks like nothing
 *     else is taken for its work, as by Barman
 */
public record CustomCompression(FilterCodec filters, Optional<String> magic) {
    static final String WORD = "custom";

    /** As a compression to choose. */
    public WalCompression compression() {
        return new WalCompression(Optional.of(WORD), filters);
    }
}
