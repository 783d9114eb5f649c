package io.jbarman.compile;

import io.jbarman.resource.timer.RemovedTimerResource;
import io.jbarman.resource.timer.TimerResource;
import io.jbarman.resource.timer.TimerUnits;
import io.jbarman.resource.timer.TimerWords;
import io.jbarman.template.ResourceTemplate;
import io.jbarman.topology.CronTimes;
import io.jbarman.topology.Host;
import io.jbarman.topology.Topology;
import io.jbarman.transport.ShellQuote;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;

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

    /** What an apply of this topology may have made while its document still asked for a timer. */
    Optional<RemovedTimerResource> removal() {
        return topology.drift().timer()
                ? Optional.empty()
                : node.document().map(this::resource).map(RemovedTimerResource::new);
    }

    private TimerResource resource(String document) {
        TimerUnits units =
                new TimerUnits(topology.name(), "jbarman-drift-" + topology.name(), service(document), timer());
        return new TimerResource(
                OWNER,
                Host.CONTROL_NODE.name(),
                units,
                Optional.empty(),
                words("jbarman drift " + arguments(document, DriftTimer::shellWord)),
                Set.of());
    }

    private TimerWords words(String byHand) {
        String host = Host.CONTROL_NODE.name();
        return topology.drift()
                .cron()
                .map(cron -> TimerWords.ofDriftAt(host, cron.text(), byHand))
                .orElseGet(() -> TimerWords.ofDrift(host, words(every()), byHand));
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
                        "arguments", arguments(document, UnitWord::argument)));
    }

    /** What 'drift' is called with: the variables that this process was given, then the document. */
    private String arguments(String document, UnaryOperator<String> quoting) {
        List<String> words = new ArrayList<>();
        node.variables().forEach((name, value) -> words.addAll(List.of("-e", quoting.apply(name + "=" + value))));
        words.add(quoting.apply(document));
        return String.join(" ", words);
    }

    /** Quoted only where a shell would see more than a word. */
    private static String shellWord(String text) {
        return text.matches("[A-Za-z0-9_=./:@%+,-]+") ? text : ShellQuote.quote(text);
    }

    private String timer() {
        return ResourceTemplate.render(
                "jbarman-drift.timer",
                Map.of(
                        "topology", topology.name(),
                        "seconds", every().toSeconds(),
                        "calendars",
                                topology.drift()
                                        .cron()
                                        .map(CronTimes::calendars)
                                        .orElse(List.of())));
    }

    private Duration every() {
        return topology.drift().interval();
    }

    /** As the document and {@code --every} write it: {@code 1h30m}. */
    private static String words(Duration every) {
        return every.toString().substring(2).toLowerCase(Locale.ROOT);
    }
}
