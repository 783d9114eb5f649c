package io.jbarman.plan;

import java.util.Optional;

/**
 * How a server's postmaster is run, as observed: all that a restart has to know.
 *
 * @param host a host of the topology
 * @param account the operating-system account that the postmaster runs as
 * @param dataDirectory absolute
 * @param configFile absolute; outside the data directory on Debian
 * @param binDirectory where {@code pg_ctl} and {@code postgres} of this version are
 * @param unit the systemd unit whose main process the postmaster is, where systemd is process 1
 * @param debianCluster {@code VERSION/NAME} where {@code pg_ctlcluster} knows this cluster
 */
public record Postmaster(
        String host,
        String account,
        String dataDirectory,
        String configFile,
        String binDirectory,
        Optional<String> unit,
        Optional<String> debianCluster) {}
