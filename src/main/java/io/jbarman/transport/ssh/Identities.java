package io.jbarman.transport.ssh;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import net.schmizz.sshj.SSHClient;
import net.schmizz.sshj.userauth.method.AuthMethod;
import net.schmizz.sshj.userauth.method.AuthPublickey;

/** The keys to offer, in OpenSSH's order: the agent's (only the declared ones, if so configured), then the files'. */
final class Identities implements Closeable {
    private final Optional<SshAgent> agent;
    private final List<Identity> toOffer = new ArrayList<>();
    private final List<String> withheld = new ArrayList<>();
    private final List<Path> locked = new ArrayList<>();

    private Identities(Optional<Path> socket) {
        this.agent = socket.flatMap(this::connect);
    }

    /** One key, however it signs. */
    interface Identity {
        String name();

        AuthMethod method(SSHClient client) throws IOException;

        PublicKeyText key(SSHClient client) throws IOException;
    }

    static Identities of(HostEntry entry) {
        Identities identities = new Identities(entry.agentSocket());
        List<SshAgent.AgentKey> held = identities.heldKeys();
        List<IdentityFile> files = identities.look(entry.identityFiles());
        held.stream()
                .filter(key -> !entry.identitiesOnly() || files.stream().anyMatch(file -> isSame(file, key)))
                .forEach(identities::offer);
        files.stream()
                .filter(file -> held.stream().noneMatch(key -> isSame(file, key)))
                .forEach(identities::offer);
        return identities;
    }

    private Optional<SshAgent> connect(Path socket) {
        try {
            return Optional.of(SshAgent.connect(socket));
        } catch (IOException noAgent) {
            withheld.add("ssh-agent: none answers at " + socket + " (SSH_AUTH_SOCK, or IdentityAgent)");
            return Optional.empty();
        }
    }

    private List<SshAgent.AgentKey> heldKeys() {
        try {
            return agent.isPresent() ? agent.get().keys() : List.of();
        } catch (IOException silent) {
            withheld.add("ssh-agent: " + silent.getMessage());
            return List.of();
        }
    }

    private List<IdentityFile> look(List<Path> paths) {
        List<IdentityFile> files = new ArrayList<>();
        for (Path path : paths) {
            try {
                files.add(IdentityFile.look(path));
            } catch (IOException unreadable) {
                withheld.add(path + ": " + unreadable.getMessage());
            }
        }
        return files;
    }

    private static boolean isSame(IdentityFile file, SshAgent.AgentKey key) {
        return file.publicKey()
                .filter(text -> text.base64().equals(key.text().base64()))
                .isPresent();
    }

    private void offer(SshAgent.AgentKey key) {
        agent.ifPresent(holder -> toOffer.add(new Identity() {
            @Override
            public String name() {
                return "ssh-agent, " + key.comment() + " (" + key.text() + ")";
            }

            @Override
            public AuthMethod method(SSHClient client) {
                return new AgentAuth(holder, key.text());
            }

            @Override
            public PublicKeyText key(SSHClient client) {
                return key.text();
            }
        }));
    }

    private void offer(IdentityFile file) {
        if (file.encrypted()) {
            withheld.add(file.path() + ": has a passphrase, and ssh-agent does not hold it");
            locked.add(file.path());
            return;
        }
        toOffer.add(new Identity() {
            @Override
            public String name() {
                return file.path()
                        + file.publicKey().map(key -> " (" + key + ")").orElse("");
            }

            @Override
            public AuthMethod method(SSHClient client) throws IOException {
                return new AuthPublickey(client.loadKeys(file.path().toString()));
            }

            @Override
            public PublicKeyText key(SSHClient client) throws IOException {
                return PublicKeyText.of(client.loadKeys(file.path().toString()).getPublic());
            }
        });
    }

    List<Identity> toOffer() {
        return toOffer;
    }

    /** Keys that exist and cannot be offered, with the reason and what to do. */
    List<String> withheld() {
        return withheld;
    }

    /** Of those, the files that only a passphrase opens. jbarman never asks for one: the agent does. */
    List<Path> locked() {
        return locked;
    }

    @Override
    public void close() throws IOException {
        if (agent.isPresent()) {
            agent.get().close();
        }
    }
}
