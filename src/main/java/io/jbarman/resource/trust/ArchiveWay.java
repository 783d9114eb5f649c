package io.jbarman.resource.trust;

import io.jbarman.topology.ArchiveCommand.Method;
import io.jbarman.transport.ShellQuote;
import java.util.Arrays;
import java.util.OptionalInt;

/**
 * The way from a server's archiver to its barmanhost.
 *
 * @param user the barmanhost's account
 * @param server the server's name there
 * @param incoming where its WAL goes there
 */
public record ArchiveWay(Method method, String user, String address, OptionalInt port, String server, String incoming) {
    /** What decides about the command. */
    record Means(boolean barmansClient, String script, String hostName) {}

    /** The archive_command. Its percent signs are PostgreSQL's. */
    String command(Means means) {
        return switch (method) {
            case BARMAN_WAL_ARCHIVE ->
                (means.barmansClient() ? "barman-wal-archive" : quoted(means.script())) + " -U " + quoted(user)
                        + port("--port") + " " + quoted(address) + " " + quoted(server) + " %p";
            case RSYNC -> rsync();
            case RSYNC_GUARDED -> "test \"$(hostname --fqdn)\" = " + quoted(means.hostName()) + " && " + rsync();
            case LOCAL_COPY -> quoted(means.script()) + " %p " + quoted(incoming) + "/%f";
        };
    }

    /**
     * Whether a command is jbarman's: one that it would write for this server by any method, or its own program called
     * for the same server otherwise.
     */
    boolean isOurs(String present, Means means) {
        String script = quoted(means.script()) + " ";
        return Arrays.stream(Method.values())
                        .anyMatch(other -> present.equals(by(other).command(means)))
                || (present.startsWith(script) && present.endsWith(" " + quoted(server) + " %p"));
    }

    private ArchiveWay by(Method other) {
        return new ArchiveWay(other, user, address, port, server, incoming);
    }

    private String rsync() {
        String shell = port.isPresent() ? " -e 'ssh -p " + port.getAsInt() + "'" : "";
        return "rsync -a" + shell + " %p " + quoted(user + "@" + address + ":" + incoming) + "/%f";
    }

    private String port(String option) {
        return port.isPresent() ? " " + option + " " + port.getAsInt() : "";
    }

    /** A percent sign of ours must not be taken for PostgreSQL's. */
    private static String quoted(String word) {
        return ShellQuote.quote(word).replace("%", "%%");
    }
}
