package io.jbarman.reach;

import io.jbarman.topology.Host;
import io.jbarman.transport.Transport;

/** Makes the transport to a host, without connecting yet. */
@FunctionalInterface
public interface TransportOpening {
    Transport open(Host host);
}
