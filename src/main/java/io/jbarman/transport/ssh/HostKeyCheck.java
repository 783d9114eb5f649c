package io.jbarman.transport.ssh;

import io.jbarman.diagnostics.Diagnostic;
import java.security.PublicKey;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import net.schmizz.sshj.transport.verification.HostKeyVerifier;

/** Strict checking of a host's key: nothing is learnt and nothing is asked; a refusal carries what to do. */
final class HostKeyCheck implements HostKeyVerifier {
    private final String host;
    private final HostEntry entry;
    private final KnownHosts known;
    private volatile Optional<Diagnostic> refusal = Optional.empty();

    HostKeyCheck(String host, HostEntry entry, KnownHosts known) {
        this.host = host;
        this.entry = entry;
        this.known = known;
    }

    /** Why the last key was refused. */
    Optional<Diagnostic> refusal() {
        return refusal;
    }

    @Override
    public boolean verify(String hostname, int port, PublicKey offered) {
        refusal = judge(PublicKeyText.of(offered));
        return refusal.isEmpty();
    }

    /** The types by which the host is known are asked for first, else a host with several keys would look unknown. */
    @Override
    public List<String> findExistingAlgorithms(String hostname, int port) {
        return knownKeys().stream()
                .map(KnownHosts.Entry::type)
                .flatMap(HostKeyCheck::algorithms)
                .distinct()
                .toList();
    }

    private static Stream<String> algorithms(String type) {
        return type.equals("ssh-rsa") ? Stream.of("rsa-sha2-512", "rsa-sha2-256", "ssh-rsa") : Stream.of(type);
    }

    /** As OpenSSH does, a name without its port will do where the one with the port is not known. */
    private List<KnownHosts.Entry> knownKeys() {
        List<KnownHosts.Entry> keys = known.keysOf(entry.knownName());
        return keys.isEmpty() && entry.hostKeyAlias().isEmpty() ? known.keysOf(entry.hostName()) : keys;
    }

    private Optional<Diagnostic> judge(PublicKeyText offered) {
        List<KnownHosts.Entry> revoked = known.revocations(entry.knownName(), offered.base64());
        if (!revoked.isEmpty()) {
            return Optional.of(revoked(offered, revoked.get(0)));
        }
        List<KnownHosts.Entry> keys = knownKeys();
        if (keys.stream().anyMatch(key -> key.key().equals(offered.base64()))) {
            return Optional.empty();
        }
        return Optional.of(keys.isEmpty() ? unknown(offered) : changed(offered, keys));
    }

    private Diagnostic unknown(PublicKeyText offered) {
        return Diagnostic.error(
                "ssh-host-key-unknown",
                "the host key of " + where() + " is not known: " + offered,
                compare(offered) + "; if they are equal, add this line to "
                        + entry.knownHosts().get(0) + ": " + line(offered));
    }

    private Diagnostic changed(PublicKeyText offered, List<KnownHosts.Entry> keys) {
        KnownHosts.Entry old = keys.stream()
                .filter(key -> key.type().equals(offered.type()))
                .findFirst()
                .orElse(keys.get(0));
        return Diagnostic.error(
                        "ssh-host-key-changed",
                        "THE HOST KEY OF " + where() + " HAS CHANGED: it offers " + offered + ", but "
                                + old.origin().file() + ":" + old.origin().line() + " knows " + describe(old),
                        "someone may be listening in, or the host was installed anew: ask whoever runs it. "
                                + compare(offered) + "; only if they are equal, replace line "
                                + old.origin().line() + " of " + old.origin().file() + " by: " + line(offered))
                .at(old.origin());
    }

    private static String describe(KnownHosts.Entry entry) {
        try {
            return PublicKeyText.ofBase64(entry.key()).toString();
        } catch (IllegalArgumentException malformed) {
            return "a key that cannot be read";
        }
    }

    private Diagnostic revoked(PublicKeyText offered, KnownHosts.Entry line) {
        return Diagnostic.error(
                        "ssh-host-key-revoked",
                        "the host key of " + where() + " is revoked: " + offered,
                        "the host must get a new key, or is not the one that it pretends to be; the revocation stands in "
                                + line.origin())
                .at(line.origin());
    }

    private String where() {
        return host + " (" + entry.hostName() + ":" + entry.port() + ")";
    }

    private String line(PublicKeyText offered) {
        return entry.knownName() + " " + offered.type() + " " + offered.base64();
    }

    private static String compare(PublicKeyText offered) {
        return "compare this fingerprint with the host's own, seen on its console (not over the network): ssh-keygen -lf"
                + " /etc/ssh/ssh_host_" + fileName(offered.type()) + "_key.pub";
    }

    private static String fileName(String type) {
        return type.contains("ed25519") ? "ed25519" : type.startsWith("ecdsa") ? "ecdsa" : "rsa";
    }
}
