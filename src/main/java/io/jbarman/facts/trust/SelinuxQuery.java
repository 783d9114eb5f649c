package io.jbarman.facts.trust;

import io.jbarman.facts.FactQuery;
import io.jbarman.transport.Account;
import java.util.List;
import java.util.Optional;

/**
 * Whether SELinux is on, how an account's {@code .ssh} is labelled, and whether PostgreSQL's processes may call ssh
 * (Red Hat: "sshd_selinux", "postgresql_selinux"). Written from their documentation, and never run under SELinux.
 */
public record SelinuxQuery(String host, Account account) implements FactQuery.OfHost<SelinuxFact> {
    /** Without it the server's archiver may not call ssh or rsync. */
    public static final String BOOLEAN = "postgresql_can_rsync";

    /** How everything below {@code .ssh} is labelled that sshd reads. */
    public static final String TYPE = "ssh_home_t";

    private static final String SCRIPT = """
            if command -v selinuxenabled >/dev/null 2>&1 && selinuxenabled; then
              d=$(getent passwd "$(id -un)" | cut -d: -f6)/.ssh
              echo "on $d"
              getsebool %s 2>/dev/null
              for f in "$d" "$d/authorized_keys" "$d/known_hosts"; do [ ! -e "$f" ] || stat -c 'label %%C %%n' "$f"; done
            fi
            exit 0
            """;

    @Override
    public String name() {
        return "SELinux for ssh of " + account + " on " + host;
    }

    @Override
    public String script() {
        return SCRIPT.formatted(BOOLEAN);
    }

    @Override
    public SelinuxFact parse(int status, String output) {
        Optional<String> directory = after(output, "on ");
        List<String[]> labels = output.lines()
                .filter(line -> line.startsWith("label "))
                .map(line -> line.split(" ", 3))
                .toList();
        return new SelinuxFact(
                directory,
                !labels.isEmpty(),
                labels.stream()
                        .filter(words -> !words[1].contains(":" + TYPE + ":"))
                        .map(words -> words[2])
                        .toList(),
                after(output, BOOLEAN + " --> ").map("on"::equals));
    }

    private static Optional<String> after(String output, String label) {
        return output.lines()
                .filter(line -> line.startsWith(label))
                .findFirst()
                .map(line -> line.substring(label.length()));
    }
}
