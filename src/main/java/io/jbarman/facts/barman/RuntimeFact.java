package io.jbarman.facts.barman;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A runtime and what it is supervised by.
 *
 * @param systemd empty where it is not process 1
 * @param running empty if none runs
 * @param files paths of those in its configuration's directory, where they were looked for
 */
public record RuntimeFact(Optional<Systemd> systemd, Optional<Running> running, List<String> files) {
    public RuntimeFact {
        files = List.copyOf(files);
    }

    /** One whose directory was not looked into. */
    public RuntimeFact(Optional<Systemd> systemd, Optional<Running> running) {
        this(systemd, running, List.of());
    }

    /** The same with those files in its directory. */
    public RuntimeFact with(List<String> seen) {
        return new RuntimeFact(systemd, running, seen);
    }

    /**
     * What systemd knows of it.
     *
     * @param unit content of its unit file, where there is one
     * @param enabled whether it starts at boot
     * @param mainPid the process that systemd keeps running; 0 if none
     */
    public record Systemd(Optional<String> unit, boolean enabled, long mainPid) {}

    /**
     * A running runtime.
     *
     * @param launcher by which it was started; empty where that cannot be seen
     * @param otherJava the program that it runs on, where it is not the Java that it should run on
     * @param outdated what it runs, where its launcher would start something newer by now
     * @param files SHA-256 of every configuration file that it has loaded, by path
     */
    public record Running(
            long pid,
            Optional<String> launcher,
            Optional<String> otherJava,
            Optional<String> outdated,
            Map<String, String> files) {
        public Running {
            files = Map.copyOf(files);
        }
    }
}
