package io.jbarman.topology;

import java.util.Map;
import java.util.Optional;

/**
 * Where WAL and backups go.
 *
 * @param host a name among the topology's hosts
 * @param home Barman's {@code barman_home}, absolute
 * @param user the account that the runtime runs as
 * @param config Barman's main configuration file
 * @param configDirectory where the servers' files go
 * @param passfile where left out, {@code .pgpass} in the user's home
 * @param runDirectory for control socket and pidfile, a path under 100 bytes; where left out, {@code .jbarman} in
 *     {@code home}
 * @param lockDirectory where left out, {@code home}
 * @param servers by name, each a server of the topology
 */
public record BarmanHost(
        String name,
        String host,
        String home,
        String user,
        String config,
        String configDirectory,
        Optional<String> passfile,
        Optional<String> runDirectory,
        Optional<String> lockDirectory,
        Optional<String> logFile,
        RuntimeOptions runtime,
        Map<String, ArchivedServer> servers) {

    /** Who keeps the runtime running. */
    public enum Supervise {
        /** systemd where it is process 1, else a detached process. */
        AUTO,
        SYSTEMD,
        PROCESS,
        /** Nothing is run: whoever does the work there, such as Barman's own cron, goes on with it. */
        NONE
    }

    /**
     * The runtime's own options.
     *
     * @param launcher the jbarman launcher on that host; where left out, the one that this process was started by
     * @param install the directory that jbarman is put into on a remote host; where left out, the usual one
     * @param java the home of the Java that runs it there; where left out, the one on the PATH
     * @param client whether PostgreSQL's client programs are to be there; where left out, where a server's backups need
     *     them
     * @param listen a port of loopback for metrics; where left out, there is none
     */
    public record RuntimeOptions(
            Supervise supervise,
            Optional<String> launcher,
            Optional<String> install,
            Optional<String> java,
            Optional<Boolean> client,
            Optional<String> listen) {}

    /** Whether a runtime of jbarman does the work. */
    public boolean hasRuntime() {
        return runtime.supervise() != Supervise.NONE;
    }

    /** Whether PostgreSQL's client programs are to be there: the receiver needs none, base backups by Barman do. */
    public boolean wantsClient() {
        return runtime.client()
                .orElseGet(
                        () -> hasRuntime() && servers.values().stream().anyMatch(ArchivedServer::isBackedUpByPostgres));
    }

    /** The same with the runtime in other hands. */
    public BarmanHost supervisedBy(Supervise other) {
        return new BarmanHost(
                name,
                host,
                home,
                user,
                config,
                configDirectory,
                passfile,
                runDirectory,
                lockDirectory,
                logFile,
                new RuntimeOptions(
                        other,
                        runtime.launcher(),
                        runtime.install(),
                        runtime.java(),
                        runtime.client(),
                        runtime.listen()),
                servers);
    }

    /** The configuration file of one server. */
    public String fileOf(String server) {
        return configDirectory + "/" + server + ".conf";
    }

    /** The directory of control socket and pidfile. */
    public String effectiveRunDirectory() {
        return runDirectory.orElse(home + "/.jbarman");
    }
}
