package io.jbarman.archive;

import io.jbarman.archive.codec.StreamCodec;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Optional;

/**
 * How WAL is made smaller in the archive; the file's name does not tell, its first bytes do.
 *
 * @param name what Barman calls it in its catalogue; empty for none
 */
public record WalCompression(Optional<String> name, StreamCodec codec) {
    /** Nothing is compressed. */
    public static final WalCompression NONE = new WalCompression(Optional.empty(), new Plain());

    /** Whether it leaves bytes as they are. */
    public boolean isNone() {
        return name.isEmpty();
    }

    private record Plain() implements StreamCodec {
        @Override
        public OutputStream compress(OutputStream target) {
            return target;
        }

        @Override
        public InputStream decompress(InputStream source) {
            return source;
        }
    }
}
