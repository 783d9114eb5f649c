package io.jbarman.facts.barman;

import java.util.Map;
import java.util.Optional;

/**
 * A runtime and what it is supervised by.
 *
 * @param systemd whether systemd is process 1
 * @param unit content of its unit file, where there is one
 * @param running empty if none runs
 */
public record RuntimeFact(boolean systemd, Optional<String> unit, Optional<Running> running) {
    /**
     * A running runtime.
     *
     * @param files SHA-256 of every configuration file that it has loaded, by path
     */
    public record Running(long pid, Map<String, String> files) {
        public Running {
            files = Map.copyOf(files);
        }
    }
}
