package io.jbarman.resource.timer;

import io.jbarman.facts.file.PathFact;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The two units of a timer.
 *
 * @param topology by which they are written, as the first line of each says
 * @param unit their name, without the suffixes
 * @param service content of the service's file
 * @param timer content of the timer's file
 */
public record TimerUnits(String topology, String unit, String service, String timer) {
    /** How each of our unit files begins. */
    private static final String MARK = "# Written by jbarman";

    private static final String OF = MARK + " from the topology ";

    private static final String DIRECTORY = "/etc/systemd/system/";

    /** Where the service's file is. */
    public String servicePath() {
        return DIRECTORY + unit + ".service";
    }

    /** Where the timer's file is. */
    public String timerPath() {
        return DIRECTORY + timerName();
    }

    /** The file among them that is somebody else's: it does not say that it is ours, or we may not read it. */
    Optional<String> foreign(TimerState observed) {
        return Stream.of(Map.entry(timerPath(), observed.timerFile()), Map.entry(servicePath(), observed.serviceFile()))
                .filter(file -> file.getValue().kind() == PathFact.Kind.FILE)
                .filter(file -> file.getValue()
                        .content()
                        .filter(text -> text.startsWith(MARK))
                        .isEmpty())
                .map(Map.Entry::getKey)
                .findFirst();
    }

    /** The topology, if not this one, by which one of them is written; an older jbarman's does not say so. */
    Optional<String> otherTopology(TimerState observed) {
        return Stream.of(observed.timerFile(), observed.serviceFile())
                .flatMap(file -> file.content().stream())
                .flatMap(text -> text.lines().limit(1))
                .filter(line -> line.startsWith(OF) && line.endsWith("."))
                .map(line -> line.substring(OF.length(), line.length() - 1))
                .filter(name -> !name.equals(topology))
                .findFirst();
    }

    String timerName() {
        return unit + ".timer";
    }
}
