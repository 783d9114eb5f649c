package io.jbarman.compile;

import java.nio.file.Path;
import java.util.Optional;

/**
 * The process that compiles.
 *
 * @param launcher absolute path of the launcher that it was started by
 * @param javaHome of the JDK that it runs on
 * @param user the account that it runs as
 * @param document absolute path of the topology document, if it came from one
 */
public record ControlNode(
        Optional<String> launcher, Optional<String> javaHome, String user, Optional<String> document) {
    static final String USUAL_LAUNCHER = "/usr/bin/jbarman";

    /** This process, as its launcher tells, with a topology that is not in a file. */
    public static ControlNode current() {
        return current(Optional.empty());
    }

    /** This process, as its launcher tells, having read that document. */
    public static ControlNode current(Path document) {
        return current(Optional.of(document.toAbsolutePath().normalize().toString()));
    }

    private static ControlNode current(Optional<String> document) {
        return new ControlNode(
                Optional.ofNullable(System.getProperty("jbarman.launcher")),
                Optional.ofNullable(System.getProperty("java.home")),
                System.getProperty("user.name", "root"),
                document);
    }
}
