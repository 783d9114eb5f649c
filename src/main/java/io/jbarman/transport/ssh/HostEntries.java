package io.jbarman.transport.ssh;

import io.jbarman.diagnostics.Diagnostic;
import io.jbarman.transport.TransportException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Destination -> {@link HostEntry}: OpenSSH's options for the host, then what the topology says, which wins. */
final class HostEntries {
    private static final List<String> DEFAULT_IDENTITIES =
            List.of("~/.ssh/id_ed25519", "~/.ssh/id_ecdsa", "~/.ssh/id_rsa");
    private static final List<String> DEFAULT_KNOWN_HOSTS = List.of(
            "~/.ssh/known_hosts", "~/.ssh/known_hosts2", "/etc/ssh/ssh_known_hosts", "/etc/ssh/ssh_known_hosts2");

    private final SshEnvironment environment;

    HostEntries(SshEnvironment environment) {
        this.environment = environment;
    }

    HostEntry of(SshDestination destination) throws TransportException {
        Optional<Path> client = environment.client();
        Map<String, List<String>> options = client.isPresent()
                ? new OpenSshOptions(client.get(), environment).of(destination)
                : new SshConfigFile(environment).of(destination);
        return entry(destination, new Options(options));
    }

    private HostEntry entry(SshDestination destination, Options options) throws TransportException {
        if (destination.jump().isEmpty()) {
            refuseProxyCommand(destination, options);
        }
        String hostName = options.first("hostname").orElse(destination.address());
        return new HostEntry(
                hostName,
                destination
                        .port()
                        .orElseGet(() ->
                                options.first("port").map(Integer::parseInt).orElse(22)),
                destination.user().or(() -> options.first("user")).orElse(environment.user()),
                identities(destination, options, hostName),
                destination.identityFile().isPresent() || options.isYes("identitiesonly"),
                agent(options),
                knownHosts(destination, options),
                options.first("hostkeyalias"),
                destination
                        .jump()
                        .or(() -> options.first("proxyjump"))
                        .filter(jump -> !jump.equals("none"))
                        .map(HostEntries::nearestJump));
    }

    /** Of a chain, the last is the one next to the host; the others are its own way. */
    private static SshDestination nearestJump(String chain) {
        return SshDestination.jump(chain.substring(chain.lastIndexOf(',') + 1));
    }

    private static void refuseProxyCommand(SshDestination destination, Options options) throws TransportException {
        Optional<String> command = options.first("proxycommand").filter(value -> !value.equals("none"));
        if (command.isPresent()) {
            throw new TransportException(
                    Diagnostic.error(
                            "ssh-config",
                            "the SSH configuration reaches " + destination.host() + " by ProxyCommand " + command.get(),
                            "jbarman runs no such command: use ProxyJump in ~/.ssh/config, or another address in the topology"));
        }
        if (options.first("proxyjump").filter(chain -> chain.contains(",")).isPresent()) {
            throw new TransportException(Diagnostic.error(
                    "ssh-config",
                    "the SSH configuration reaches " + destination.host() + " by several jumps",
                    "give the last jump host a Host entry with its own ProxyJump, and name only that one here"));
        }
    }

    private List<Path> identities(SshDestination destination, Options options, String hostName)
            throws TransportException {
        if (destination.identityFile().isPresent()) {
            Path file = environment.expand(destination.identityFile().get().toString());
            if (!Files.isReadable(file)) {
                throw new TransportException(Diagnostic.error(
                        "ssh-identity",
                        "the identity file " + file + " of " + destination.host() + " cannot be read",
                        "check identity_file in the topology, and that " + environment.user() + " may read it"));
            }
            return List.of(file);
        }
        List<Path> found = new ArrayList<>();
        for (String name : options.all("identityfile", DEFAULT_IDENTITIES)) {
            Path file = environment.expand(name.replace("%d", environment.home().toString())
                    .replace("%h", hostName)
                    .replace("%u", environment.user()));
            if (Files.isReadable(file)) {
                found.add(file);
            }
        }
        return found;
    }

    private Optional<Path> agent(Options options) {
        Optional<String> declared = options.first("identityagent").filter(value -> !value.equals("SSH_AUTH_SOCK"));
        if (declared.filter(value -> value.equals("none")).isPresent()) {
            return Optional.empty();
        }
        return declared.or(() -> Optional.ofNullable(environment.variables().get("SSH_AUTH_SOCK")))
                .filter(value -> !value.isBlank())
                .map(environment::expand);
    }

    private List<Path> knownHosts(SshDestination destination, Options options) {
        if (destination.knownHosts().isPresent()) {
            return List.of(environment.expand(destination.knownHosts().get().toString()));
        }
        List<String> names = new ArrayList<>(options.words("userknownhostsfile"));
        names.addAll(options.words("globalknownhostsfile"));
        return (names.isEmpty() ? DEFAULT_KNOWN_HOSTS : names)
                .stream().map(environment::expand).toList();
    }

    /** Options by lower-case name. */
    private record Options(Map<String, List<String>> values) {
        Optional<String> first(String name) {
            return values.getOrDefault(name, List.of()).stream().findFirst();
        }

        List<String> all(String name, List<String> otherwise) {
            return values.getOrDefault(name, otherwise);
        }

        List<String> words(String name) {
            return first(name)
                    .map(value -> List.of(value.trim().split("\\s+", -1)))
                    .orElse(List.of());
        }

        boolean isYes(String name) {
            return first(name).filter(value -> value.equals("yes")).isPresent();
        }
    }
}
