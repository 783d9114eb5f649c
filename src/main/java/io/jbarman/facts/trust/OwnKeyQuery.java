package io.jbarman.facts.trust;

import io.jbarman.facts.FactQuery;
import io.jbarman.transport.Account;
import java.util.Optional;

/**
 * The key that an account's ssh offers first without being told: the order is that of its own version and of its
 * configuration for all hosts. Only its public half is read; whether the private one can be
 * used without a passphrase is found out by ssh-keygen, on the host.
 */
public record OwnKeyQuery(String host, Account account) implements FactQuery.OfHost<OwnKeyFact> {
    private static final String SCRIPT = """
            command -v ssh-keygen >/dev/null 2>&1 || { echo 'no ssh-keygen'; exit 0; }
            h=$(getent passwd "$(id -un)" | cut -d: -f6)
            echo "home $h"
            {
              ssh -G jbarman 2>/dev/null | sed -n 's/^identityfile //p'
              for k in id_rsa id_ecdsa id_ed25519; do echo "~/.ssh/$k"; done
            } | while IFS= read -r f; do
              case $f in *_sk) continue ;; "~/"*) f=$h/${f#??} ;; %d/*) f=$h/${f#???} ;; esac
              [ -e "$f" ] || continue
              if k=$(ssh-keygen -y -P '' -f "$f" </dev/null); then
                echo "usable $k"
                if [ -r "$f.pub" ]; then echo "public $(stat -L -c %a "$f.pub") $f.pub"; echo "text $(head -n 1 "$f.pub")"; fi
                break
              else echo "unusable $f"; fi
            done
            """;

    @Override
    public String name() {
        return "ssh key of " + account + " on " + host;
    }

    @Override
    public String script() {
        return SCRIPT;
    }

    @Override
    public OwnKeyFact parse(int status, String output) {
        return new OwnKeyFact(
                word(output, "home "),
                word(output, "usable ").flatMap(PublicKey::parse),
                word(output, "unusable "),
                word(output, "public ").flatMap(place -> word(output, "text ").map(text -> published(place, text))));
    }

    private static OwnKeyFact.Published published(String place, String text) {
        String[] words = place.split(" ", 2);
        return new OwnKeyFact.Published(words[1], Integer.parseInt(words[0], 8), text);
    }

    private static Optional<String> word(String output, String label) {
        return output.lines()
                .filter(line -> line.startsWith(label))
                .map(line -> line.substring(label.length()))
                .findFirst();
    }
}
