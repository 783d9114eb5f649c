package io.jbarman.transport.local;

import io.jbarman.transport.Transport;
import io.jbarman.transport.TransportContract;

final class LocalTransportTest extends TransportContract {
    private final LocalTransport transport = new LocalTransport("here", true);

    @Override
    protected Transport transport() {
        return transport;
    }
}
