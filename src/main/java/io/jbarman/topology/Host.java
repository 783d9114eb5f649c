package io.jbarman.topology;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * A machine.
 *
 * @param address as the control node reaches it
 * @param peerAddress as the other hosts reach it, where that differs
 * @param sourceAddresses from which it reaches the others, where that differs from its address: CIDR or plain
 * @param groups that it names itself; patterns of groups may put it into more
 * @param system what is declared of its operating system
 */
public record Host(
        String name,
        String address,
        ConnectionKind connection,
        SshAccess ssh,
        Optional<String> peerAddress,
        OptionalInt peerSshPort,
        List<String> sourceAddresses,
        List<String> groups,
        HostSystem system) {

    public Host {
        sourceAddresses = List.copyOf(sourceAddresses);
        groups = List.copyOf(groups);
    }

    /** One that names no groups, and of whose system nothing is declared. */
    public Host(
            String name,
            String address,
            ConnectionKind connection,
            SshAccess ssh,
            Optional<String> peerAddress,
            OptionalInt peerSshPort,
            List<String> sourceAddresses) {
        this(name, address, connection, ssh, peerAddress, peerSshPort, sourceAddresses, List.of(), HostSystem.NONE);
    }

    /** The machine that jbarman runs on. No host of a document can have this name, which has blanks in it. */
    public static final Host CONTROL_NODE = new Host(
            "the control node",
            "127.0.0.1",
            ConnectionKind.LOCAL,
            new SshAccess(Optional.empty(), OptionalInt.empty(), Optional.empty(), Optional.empty(), Become.SUDO),
            Optional.empty(),
            OptionalInt.empty(),
            List.of());

    /** How a host is reached. */
    public enum ConnectionKind {
        /** SSH, in this process. */
        SSH,
        /** This machine itself. */
        LOCAL
    }

    /** How privileges are taken on a host. */
    public enum Become {
        /** Through {@code sudo -n}. */
        SUDO,
        /** Not at all: the login account does everything, unless it is root, which needs no sudo to act as another. */
        NONE
    }

    /**
     * How SSH logs in; what is left out comes from {@code ~/.ssh/config}, then from OpenSSH's defaults.
     *
     * @param jump the host that it is reached through: {@code [user@]host[:port]}, or {@code none}
     */
    public record SshAccess(
            Optional<String> user,
            OptionalInt port,
            Optional<Path> identityFile,
            Optional<Path> knownHosts,
            Become become,
            Optional<String> jump) {

        /** Through the host that {@code ~/.ssh/config} says, if it says any. */
        public SshAccess(
                Optional<String> user,
                OptionalInt port,
                Optional<Path> identityFile,
                Optional<Path> knownHosts,
                Become become) {
            this(user, port, identityFile, knownHosts, become, Optional.empty());
        }
    }

    /** The address by which other hosts of the topology reach this one. */
    public String reachedByPeersAt() {
        return peerAddress.orElse(address);
    }
}
