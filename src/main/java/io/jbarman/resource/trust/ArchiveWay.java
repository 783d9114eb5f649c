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
    /**
     * What decides about the command.
     *
     * @param directory where jbarman's programs are
     */
    record Means(boolean barmansClient, String directory, String hostName) {}

    private static final String GUARD = "test \"$(hostname --fqdn)\" = ";

    /** The name of jbarman's own program for a method that has one. */
    public static String program(Method method) {
        return method == Method.LOCAL_COPY ? "wal-copy" : "wal-archive";
    }

    /** The archive_command. Its percent signs are PostgreSQL's. */
    String command(Means means) {
        return switch (method) {
            case BARMAN_WAL_ARCHIVE ->
                (means.barmansClient() ? "barman-wal-archive" : own(means)) + " -U " + quoted(user) + port("--port")
                        + " " + quoted(address) + " " + quoted(server) + " %p";
            case RSYNC -> rsync();
            case RSYNC_GUARDED -> GUARD + quoted(means.hostName()) + " && " + rsync();
            case LOCAL_COPY -> own(means) + copied();
        };
    }

    /**
     * Whether a command is jbarman's: one that it would write for this server by any method, its own program called for
     * the same server otherwise, from whatever home, or the guard of a host that was called otherwise. A copy names no
     * server: one into another directory may be another topology's.
     */
    boolean isOurs(String present, Means means) {
        return Arrays.stream(Method.values())
                        .anyMatch(other -> present.equals(by(other).command(means)))
                || (isOwn(present, Method.BARMAN_WAL_ARCHIVE) && present.endsWith(" " + quoted(server) + " %p"))
                || (isOwn(present, Method.LOCAL_COPY) && present.endsWith(copied()))
                || (present.startsWith(GUARD) && present.endsWith(" && " + rsync()));
    }

    private static boolean isOwn(String present, Method method) {
        return present.matches("'?/[^']*/\\.jbarman/" + program(method) + "'? .*");
    }

    private String copied() {
        return " %p " + quoted(incoming) + "/%f";
    }

    private String own(Means means) {
        return quoted(means.directory() + "/" + program(method));
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
