package io.jbarman.facts.host;

import java.util.List;

/**
 * Which files a service has not read since they were written.
 *
 * @param running whether it runs, by systemd
 * @param newer files that were written after it started
 */
public record ServiceAgeFact(boolean running, List<String> newer) {
    public ServiceAgeFact {
        newer = List.copyOf(newer);
    }
}
