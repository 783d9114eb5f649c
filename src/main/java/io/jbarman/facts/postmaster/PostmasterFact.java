package io.jbarman.facts.postmaster;

import java.util.List;
import java.util.Optional;

/**
 * The process behind a server's port.
 *
 * @param binDirectory where its executable is
 * @param unit the systemd unit whose main process it is, where systemd is process 1
 * @param debianCluster {@code VERSION/NAME} where pg_ctlcluster is there and knows it
 * @param addresses of its host
 * @param walRoom bytes free where its WAL is, for everybody, where that could be seen
 */
public record PostmasterFact(
        long pid,
        String dataDirectory,
        String binDirectory,
        Optional<String> unit,
        Optional<String> debianCluster,
        List<String> addresses,
        Optional<Long> walRoom) {
    public PostmasterFact {
        addresses = List.copyOf(addresses);
    }
}
