package io.jbarman.engine;

import java.io.IOException;
import java.util.Optional;

/** Settings are put back to what a server can start with. */
interface WayBack {
    /** Takes it; what was done, in words, if anything was. */
    Optional<String> take() throws IOException;

    /** Takes what it has written back, as the server does not start with that either; whether there was anything. */
    boolean undo() throws IOException;
}
