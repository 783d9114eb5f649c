package io.jbarman.transport.ssh;

import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * What the topology says about the way to a host; what it leaves out comes from {@code ~/.ssh/config}, then from
 * OpenSSH's defaults.
 *
 * @param host how the host is called in messages
 * @param address a name or number, or a {@code Host} entry of {@code ~/.ssh/config}
 * @param become whether other accounts may be taken by sudo
 * @param jump the host that it is reached through, as {@code ProxyJump} names it; {@code none} for no such host
 */
public record SshDestination(
        String host,
        String address,
        Optional<String> user,
        OptionalInt port,
        Optional<Path> identityFile,
        Optional<Path> knownHosts,
        boolean become,
        Optional<String> jump) {

    /** Through the host that {@code ~/.ssh/config} says, if it says any. */
    public SshDestination(
            String host,
            String address,
            Optional<String> user,
            OptionalInt port,
            Optional<Path> identityFile,
            Optional<Path> knownHosts,
            boolean become) {
        this(host, address, user, port, identityFile, knownHosts, become, Optional.empty());
    }

    /** A host that others are reached through, as {@code ProxyJump} names it: {@code [user@]host[:port]}. */
    static SshDestination jump(String text) {
        int at = text.lastIndexOf('@');
        String rest = text.substring(at + 1).replaceFirst("^ssh://", "");
        int colon = rest.indexOf(']') >= 0 ? rest.indexOf(':', rest.indexOf(']')) : rest.indexOf(':');
        String address = colon < 0 ? rest : rest.substring(0, colon);
        return new SshDestination(
                text,
                address.replace("[", "").replace("]", ""),
                at < 0 ? Optional.empty() : Optional.of(text.substring(0, at).replaceFirst("^ssh://", "")),
                colon < 0 ? OptionalInt.empty() : OptionalInt.of(Integer.parseInt(rest.substring(colon + 1))),
                Optional.empty(),
                Optional.empty(),
                false);
    }
}
