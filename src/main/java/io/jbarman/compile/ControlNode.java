package io.jbarman.compile;

import io.jbarman.plan.Release;
import io.jbarman.plan.ResourceId;
import io.jbarman.resource.Before;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The process that compiles.
 *
 * @param launcher absolute path of the launcher that it was started by
 * @param javaHome of the JDK that it runs on
 * @param user the account that it runs as
 * @param document absolute path of the topology document, if it came from one
 * @param variables given on the command line for that document
 * @param release what it puts on remote barmanhosts; without files if it cannot
 * @param record what it knows of earlier applies, where that matters
 */
public record ControlNode(
        Optional<String> launcher,
        Optional<String> javaHome,
        String user,
        Optional<String> document,
        Map<String, String> variables,
        Release release,
        Map<ResourceId, Before> record) {
    private static final Release NONE = new Release("none", List.of());

    static final String USUAL_LAUNCHER = "/usr/bin/jbarman";

    public ControlNode {
        variables = Collections.unmodifiableMap(new TreeMap<>(variables));
        record = Map.copyOf(record);
    }

    /** One that was given no variables. */
    public ControlNode(Optional<String> launcher, Optional<String> javaHome, String user, Optional<String> document) {
        this(launcher, javaHome, user, document, Map.of(), NONE, Map.of());
    }

    /** One that ships nothing. */
    public ControlNode(
            Optional<String> launcher,
            Optional<String> javaHome,
            String user,
            Optional<String> document,
            Map<String, String> variables) {
        this(launcher, javaHome, user, document, variables, NONE, Map.of());
    }

    /** The same, shipping that. */
    public ControlNode shipping(Release other) {
        return new ControlNode(launcher, javaHome, user, document, variables, other, record);
    }

    /** The same, knowing that of earlier applies. */
    public ControlNode remembering(Map<ResourceId, Before> other) {
        return new ControlNode(launcher, javaHome, user, document, variables, release, other);
    }

    /** This process, as its launcher tells, with a topology that is not in a file. */
    public static ControlNode current() {
        return current(Optional.empty(), Map.of());
    }

    /** This process, as its launcher tells, having read that document with these values for its variables. */
    public static ControlNode current(Path document, Map<String, String> variables) {
        return current(Optional.of(document.toAbsolutePath().normalize().toString()), variables);
    }

    private static ControlNode current(Optional<String> document, Map<String, String> variables) {
        return new ControlNode(
                Optional.ofNullable(System.getProperty("jbarman.launcher")),
                Optional.ofNullable(System.getProperty("java.home")),
                System.getProperty("user.name", "root"),
                document,
                variables);
    }
}
