package io.jbarman.compile;

import io.jbarman.plan.ResourceId;
import io.jbarman.resource.timer.DeclaredTimerResource;
import io.jbarman.resource.timer.TimerResource;
import io.jbarman.resource.timer.TimerUnits;
import io.jbarman.resource.timer.TimerWords;
import io.jbarman.template.ResourceTemplate;
import io.jbarman.topology.HostSystem.Timer;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** A timer that a document declares of a host, with the service that it starts. Pure. */
record HostTimer(String topology, String host, Timer wanted) {
    DeclaredTimerResource resource(Set<ResourceId> after) {
        TimerUnits units = new TimerUnits(topology, wanted.name(), service(), timer());
        return new DeclaredTimerResource(
                new TimerResource(
                        host,
                        host,
                        units,
                        wanted.absent() ? Optional.empty() : Optional.of(wanted.calendar()),
                        TimerWords.declared(host, wanted.name(), wanted.toString()),
                        after),
                wanted.absent());
    }

    private String service() {
        return ResourceTemplate.render(
                "timer.service",
                Map.of(
                        "topology", topology,
                        "name", wanted.name(),
                        "user", wanted.user(),
                        "command", command(),
                        "hardened", wanted.hardened(),
                        "writable",
                                wanted.writable().stream()
                                        .map(path -> UnitWord.plain("-" + path))
                                        .collect(Collectors.joining(" "))));
    }

    private String command() {
        return wanted.argv().isEmpty()
                ? ""
                : UnitWord.plain(wanted.argv().get(0))
                        + wanted.argv().stream()
                                .skip(1)
                                .map(word -> " " + UnitWord.argument(word))
                                .collect(Collectors.joining());
    }

    private String timer() {
        return ResourceTemplate.render(
                "timer.timer",
                Map.of(
                        "topology", topology,
                        "name", wanted.name(),
                        "calendar", wanted.calendar(),
                        "persistent", wanted.persistent()));
    }
}
