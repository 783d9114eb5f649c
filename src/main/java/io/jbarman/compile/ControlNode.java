package io.jbarman.compile;

import java.util.Optional;

/**
 * The process that compiles.
 *
 * @param launcher absolute path of the launcher that it was started by
 * @param javaHome of the JDK that it runs on
 */
public record ControlNode(Optional<String> launcher, Optional<String> javaHome) {
    /** This process, as its launcher tells. */
    public static ControlNode current() {
        return new ControlNode(
                Optional.ofNullable(System.getProperty("jbarman.launcher")),
                Optional.ofNullable(System.getProperty("java.home")));
    }
}
