package io.jbarman.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import io.jbarman.fixture.DebianHost;
import io.jbarman.fixture.DebianHosts;
import io.jbarman.fixture.Fixtures;
import io.jbarman.transport.CommandResult;
import io.jbarman.transport.ShellQuote;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.testcontainers.images.builder.Transferable;

/** Somebody at work as {@code ops} on one of several hosts, with jbarman, a key, and the playbooks as they stand. */
record Operator(DebianHost host, Map<String, String> environment) {
    private static final String HOME = "/home/ops/";
    private static final int SECRET = 0600;

    /** With every secret that playbooks take from the environment. */
    static Operator on(DebianHost host, DebianHosts hosts, Path launcher) {
        host.shell("apt-get install -q -y --no-install-recommends default-jre-headless");
        host.copy(String.valueOf(launcher.getParent()), "/opt/operator");
        host.copy(Fixtures.checkout().resolve("playbooks").toString(), HOME + "playbooks");
        try {
            host.write(HOME + ".ssh/id_ed25519", Transferable.of(Files.readString(hosts.identityFile()), SECRET));
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
        host.write(HOME + ".ssh/known_hosts", Transferable.of(hosts.knownAddresses(), 0644));
        host.shell("chown -R ops:ops " + HOME + ".ssh " + HOME + "playbooks");
        Map<String, String> environment = new LinkedHashMap<>(Map.of("HOME", HOME));
        List.of("BARMAN", "STREAMING", "REPLICA", "APP", "SHOP", "REPORT")
                .forEach(role -> environment.put(role + "_PASSWORD", "canary-" + role));
        return new Operator(host, environment);
    }

    /** Runs a command beside the playbooks. */
    CommandResult jbarman(String... arguments) {
        return shell("/opt/operator/jbarman " + ShellQuote.join(List.of(arguments)));
    }

    /** Runs a command that has to succeed, and gives all that it said. */
    String done(String... arguments) {
        CommandResult result = jbarman(arguments);
        assertThat(result.status())
                .as(() -> String.join(" ", arguments) + "\n" + words(result))
                .isZero();
        assertThat(words(result)).doesNotContain("canary-");
        return words(result);
    }

    /** Runs a shell command beside the playbooks. */
    CommandResult shell(String script) {
        List<String> words = new ArrayList<>(List.of("runuser", "-u", "ops", "--", "env"));
        environment.forEach((name, value) -> words.add(name + "=" + value));
        words.addAll(List.of("sh", "-c", "cd " + HOME + "playbooks && " + script));
        return host.attempt(words.toArray(String[]::new));
    }

    /** Writes a file of the operator's, beside the playbooks where its name is relative. */
    void write(String name, String content) {
        String path = name.startsWith("/") ? name : HOME + "playbooks/" + name;
        host.write(path, Transferable.of(content, SECRET));
        host.run("chown", "ops:ops", path);
    }

    private static String words(CommandResult result) {
        return result.output() + "\n" + result.errors();
    }
}
