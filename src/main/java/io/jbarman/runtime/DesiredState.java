package io.jbarman.runtime;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** What a person wants the runtime to do for a server; kept until they say otherwise. */
public enum DesiredState {
    /** Receive and archive. */
    RUNNING,
    /** Archive what is there and receive nothing; the slot keeps the WAL meanwhile. */
    PAUSED,
    /** Leave the server alone: its locks are free for others. */
    STOPPED;

    /** As it is written in files and answers. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    static Optional<DesiredState> parse(String word) {
        return Arrays.stream(values())
                .filter(state -> state.word().equals(word))
                .findFirst();
    }
}
