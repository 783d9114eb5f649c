package io.jbarman.draft;

import io.jbarman.topology.Host;
import io.jbarman.topology.Host.ConnectionKind;
import io.jbarman.topology.Host.SshAccess;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * What the one who imports says of the place.
 *
 * @param name of the topology; where left out, it follows from what is imported
 * @param address by which the host is reached whose configuration or server it is; empty for this machine itself
 * @param ssh how all hosts are logged in to
 */
public record DraftSite(Optional<String> name, Optional<String> address, SshAccess ssh) {
    private static final String HERE = "127.0.0.1";

    /** The host itself, under that name. */
    Host host(String hostName) {
        return host(hostName, address.orElse(HERE), address.isPresent());
    }

    /** Another one. */
    Host other(String hostName, String otherAddress) {
        return host(hostName, otherAddress, true);
    }

    private Host host(String hostName, String where, boolean remote) {
        return new Host(
                hostName,
                where,
                remote ? ConnectionKind.SSH : ConnectionKind.LOCAL,
                ssh,
                Optional.empty(),
                OptionalInt.empty(),
                List.of());
    }
}
