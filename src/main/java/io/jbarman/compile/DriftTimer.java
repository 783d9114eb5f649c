package io.jbarman.compile;

import io.jbarman.resource.timer.TimerResource;
import io.jbarman.resource.timer.TimerUnits;
import io.jbarman.template.ResourceTemplate;
import io.jbarman.topology.Host;
import io.jbarman.topology.Topology;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * The timer by which the control node looks for drift, where the topology asks for one. It runs as whoever applies, who
 * has the keys; an SSH agent it does not have.
 */
record DriftTimer(Topology topology, ControlNode node) {
    private static final String OWNER = "control";

    /** Empty too where the topology is not in a file that a timer could read. */
    Optional<TimerResource> resource() {
        return topology.drift().timer() ? node.document().map(this::resource) : Optional.empty();
    }

    private TimerResource resource(String document) {
        TimerUnits units = new TimerUnits("jbarman-drift-" + topology.name(), service(document), timer());
        return new TimerResource(OWNER, Host.CONTROL_NODE.name(), units, words(every()), "jbarman drift " + document);
    }

    private String service(String document) {
        return ResourceTemplate.render(
                "jbarman-drift.service",
                Map.of(
                        "topology", topology.name(),
                        "user", node.user(),
                        "java_home",
                                node.javaHome()
                                        .map(home -> UnitWord.plain("JAVA_HOME=" + home))
                                        .orElse(""),
                        "launcher", UnitWord.plain(node.launcher().orElse(ControlNode.USUAL_LAUNCHER)),
                        "document", UnitWord.argument(document)));
    }

    private String timer() {
        return ResourceTemplate.render(
                "jbarman-drift.timer", Map.of("topology", topology.name(), "seconds", every().toSeconds()));
    }

    private Duration every() {
        return topology.drift().interval();
    }

    /** As the document and {@code --every} write it: {@code 1h30m}. */
    private static String words(Duration every) {
        return every.toString().substring(2).toLowerCase(Locale.ROOT);
    }
}
