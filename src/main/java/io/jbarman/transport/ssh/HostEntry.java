package io.jbarman.transport.ssh;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * Everything about the way to one host, resolved (OpenSSH: "ssh_config").
 *
 * @param hostName what is connected to, and looked up among the known hosts
 * @param identityFiles in the order in which they are offered; those that exist
 * @param identitiesOnly whether the agent's other keys stay out
 * @param agentSocket of ssh-agent
 * @param knownHosts files, in order
 * @param hostKeyAlias looked up among the known hosts instead of the name
 * @param jump the host that it is reached through
 */
record HostEntry(
        String hostName,
        int port,
        String user,
        List<Path> identityFiles,
        boolean identitiesOnly,
        Optional<Path> agentSocket,
        List<Path> knownHosts,
        Optional<String> hostKeyAlias,
        Optional<SshDestination> jump) {

    /** The name under which known_hosts keeps the host: {@code [host]:port} where the port is not 22. */
    String knownName() {
        return hostKeyAlias.orElse(port == 22 ? hostName : "[" + hostName + "]:" + port);
    }
}
