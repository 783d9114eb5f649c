package io.jbarman.topology;

import java.nio.charset.StandardCharsets;

/** A barmanhost is one that this release can set up. */
final class BarmanHostsAreUsable implements Rule {
    /** The kernel's limit for the path of a Unix socket is 108 bytes with its end; some systems have less. */
    private static final int LONGEST_SOCKET_PATH = 100;

    @Override
    public void check(Topology topology, Findings findings) {
        for (BarmanHost barman : topology.barman().values()) {
            socket(barman, findings);
            if (!barman.hasRuntime()) {
                withoutRuntime(barman, findings);
            }
            if (barman.servers().isEmpty() && !barman.host().isEmpty()) {
                findings.warning(
                        "nothing-declared",
                        Paths.barman(barman),
                        "no servers: nothing is archived at '" + barman.name() + "'",
                        "add servers: { NAME: { conninfo: ... } } with a name from postgres");
            }
        }
    }

    private static void withoutRuntime(BarmanHost barman, Findings findings) {
        String hint = "take supervise: none out: jbarman's runtime does the work then";
        barman.runtime()
                .listen()
                .ifPresent(any -> findings.error(
                        "contradiction",
                        Paths.barman(barman) + ".runtime.listen",
                        "metrics are the runtime's, and '" + barman.name() + "' is to have none",
                        hint));
        barman.servers().values().stream()
                .filter(server -> server.archiveCommand().isPresent())
                .forEach(server -> findings.error(
                        "contradiction",
                        Paths.archived(barman, server) + ".archive_command",
                        "what archive_command sends is taken by the runtime, and '" + barman.name()
                                + "' is to have none",
                        hint));
    }

    private static void socket(BarmanHost barman, Findings findings) {
        String socket = barman.effectiveRunDirectory() + "/control.sock";
        int bytes = socket.getBytes(StandardCharsets.UTF_8).length;
        if (bytes >= LONGEST_SOCKET_PATH) {
            String path = Paths.barman(barman) + (barman.runDirectory().isPresent() ? ".run_directory" : ".home");
            findings.error(
                    "invalid-value",
                    path,
                    "the control socket's path would have " + bytes + " bytes: " + socket,
                    "a socket's path must stay under " + LONGEST_SOCKET_PATH
                            + " bytes; set a shorter run_directory, such as /run/barman");
        }
    }
}
