package io.jbarman.facts.trust;

import io.jbarman.facts.FactQuery;
import io.jbarman.transport.Account;
import java.util.List;
import java.util.Optional;

/**
 * The keys by which a host's sshd is known, read on the host itself: through the session by which it was authenticated,
 * never over the network that they are to protect.
 *
 * @param port of the sshd; another one than the system's is found by the configuration file that it was started with
 */
public record HostKeysQuery(String host, Account account, int port) implements FactQuery.OfHost<List<PublicKey>> {
    private static final String SCRIPT = """
            port=%d
            keys() {
              k=$(sed -n 's/^[[:space:]]*HostKey[[:space:]]\\{1,\\}//Ip' "$@" 2>/dev/null)
              [ -n "$k" ] || k=$(ls /etc/ssh/ssh_host_*_key)
              for f in $k; do cat "$f.pub"; done
            }
            for c in $(ps -eo args= | sed -n 's/^sshd: .* -f \\([^ ]*\\).*\\[listener\\].*/\\1/p'); do
              if grep -qi "^[[:space:]]*Port[[:space:]]\\{1,\\}$port[[:space:]]*$" "$c"; then keys "$c"; exit 0; fi
            done
            keys /etc/ssh/sshd_config /etc/ssh/sshd_config.d/*.conf
            """;

    @Override
    public String name() {
        return "ssh host keys of " + host;
    }

    @Override
    public String script() {
        return SCRIPT.formatted(port);
    }

    @Override
    public List<PublicKey> parse(int status, String output) {
        return output.lines()
                .map(PublicKey::parse)
                .flatMap(Optional::stream)
                .distinct()
                .toList();
    }
}
