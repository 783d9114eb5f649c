package io.jbarman.topology;

import io.jbarman.topology.HostSystem.KnownKey;
import io.jbarman.topology.HostSystem.LoginKey;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** What is declared of the keys of a host's accounts says enough, and is said once of each. */
final class DeclaredKeysAreUsable implements Rule {
    @Override
    public void check(Topology topology, Findings findings) {
        for (Host host : topology.hosts().values()) {
            String path = "hosts." + host.name() + ".system.";
            Said said = new Said(new HashMap<>(), findings);
            for (LoginKey one : host.system().authorizedKeys().values()) {
                said.once(
                        one.user() + " lets that key in", one.user(), one.key(), path + "authorized_keys.", one.name());
            }
            for (KnownKey one : host.system().knownHosts().values()) {
                known(one, path + "known_hosts.", findings);
                String what = one.user() + " knows " + one.host() + " by a key of that type";
                one.keyAlone()
                        .ifPresent(key ->
                                said.once(what, one.user(), one.host() + " " + key, path + "known_hosts.", one.name()));
            }
        }
    }

    /** What was said of whom, and by which name. */
    private record Said(Map<String, String> names, Findings findings) {
        /** Told apart by the first two words of what is said: a key, or a host and its type of key. */
        void once(String what, String user, String words, String path, String name) {
            String[] first = words.split(" +", 3);
            if (first.length < 2) {
                return;
            }
            Optional.ofNullable(names.putIfAbsent(user + " " + first[0] + " " + first[1], name))
                    .ifPresent(other -> findings.error(
                            "contradiction",
                            path + name,
                            what + " as '" + other + "' says already",
                            "say it in one place: two names would each have their own idea of one line"));
        }
    }

    private static void known(KnownKey one, String path, Findings findings) {
        if (one.key().isEmpty() && !one.absent()) {
            findings.error(
                    "missing-key",
                    path + one.name(),
                    "by which key " + one.user() + " is to know " + one.host() + " is not said",
                    "say key: as /etc/ssh/ssh_host_ed25519_key.pub has it on that host");
        }
        one.nameInKey()
                .filter(name -> !name.equals(one.host()))
                .ifPresent(name -> findings.error(
                        "contradiction",
                        path + one.name() + ".key",
                        "the key is of '" + name + "', and it is said of '" + one.host() + "'",
                        "leave the host's name out of key, or correct name"));
    }
}
