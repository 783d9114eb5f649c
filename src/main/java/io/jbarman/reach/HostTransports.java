package io.jbarman.reach;

import io.jbarman.topology.Host;
import io.jbarman.topology.Host.Become;
import io.jbarman.topology.Host.ConnectionKind;
import io.jbarman.transport.Transport;
import io.jbarman.transport.local.LocalTransport;
import io.jbarman.transport.ssh.SshDestination;
import io.jbarman.transport.ssh.SshEnvironment;
import io.jbarman.transport.ssh.SshTransport;

/** The usual transports, as a host's {@code connection} says. */
public final class HostTransports implements TransportOpening {
    private final SshEnvironment environment;

    public HostTransports(SshEnvironment environment) {
        this.environment = environment;
    }

    @Override
    public Transport open(Host host) {
        boolean become = host.ssh().become() == Become.SUDO;
        return host.connection() == ConnectionKind.LOCAL
                ? new LocalTransport(host.name(), become)
                : new SshTransport(destination(host, become), environment);
    }

    private static SshDestination destination(Host host, boolean become) {
        Host.SshAccess ssh = host.ssh();
        return new SshDestination(
                host.name(),
                host.address(),
                ssh.user(),
                ssh.port(),
                ssh.identityFile(),
                ssh.knownHosts(),
                become,
                ssh.jump());
    }
}
