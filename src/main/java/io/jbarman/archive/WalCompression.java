package io.jbarman.archive;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Optional;

/** How WAL is made smaller in the archive. SEAM; the file's name does not tell, its first bytes do. */
public interface WalCompression {
    /** What Barman calls it in its configuration and catalogue; empty for none. */
    Optional<String> name();

    /** A stream that writes compressed; {@code finish}ed by closing, which closes the other one as well. */
    OutputStream compress(OutputStream target) throws IOException;

    /** A stream that reads what was compressed. */
    InputStream decompress(InputStream source) throws IOException;
}
