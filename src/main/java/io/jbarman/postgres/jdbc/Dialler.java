package io.jbarman.postgres.jdbc;

import io.jbarman.transport.HostStream;
import java.io.IOException;

/** Opens the two-way stream that a session travels on; asked again when the driver wants to cancel a statement. */
@FunctionalInterface
public interface Dialler {
    HostStream dial() throws IOException;
}
