package io.jbarman.resource.host;

import io.jbarman.facts.host.ServiceFact;
import io.jbarman.facts.host.ServiceQuery;
import io.jbarman.plan.Action;
import io.jbarman.plan.Decision;
import io.jbarman.plan.Difference;
import io.jbarman.plan.ResourceId;
import io.jbarman.plan.Step;
import io.jbarman.topology.HostSystem.ServiceDemand;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Whether a service of systemd runs, and whether it starts at boot; its unit is somebody else's. */
public record ServiceResource(ServiceQuery query, ServiceDemand wanted, Set<ResourceId> after)
        implements OfHost<ServiceFact> {
    public ServiceResource {
        after = Set.copyOf(after);
    }

    /** The address of a service. */
    public static ResourceId id(String host, String name) {
        return new ResourceId(host, "service", name);
    }

    @Override
    public ResourceId id() {
        return id(query.host(), wanted.name());
    }

    @Override
    public Decision decide(ServiceFact observed) {
        return obstacle(observed).orElseGet(() -> compare(observed));
    }

    private Optional<Decision> obstacle(ServiceFact fact) {
        if (!fact.systemd()) {
            return told(
                    "systemd is not process 1 on " + query.host(),
                    "Take the service out of the topology, and see to it by the means of that host.");
        }
        if (fact.load().equals("not-found") && (isTo(wanted.running()) || isTo(wanted.enabled()))) {
            return told(
                    "no service " + wanted.name() + " is known to systemd on " + query.host(),
                    "Look at the spelling, or install what brings it.");
        }
        return fact.load().equals("masked") && isTo(wanted.running())
                ? told(
                        "service " + wanted.name() + " is masked: somebody does not want it to run",
                        "Run 'systemctl unmask " + wanted.name() + "' on " + query.host() + ", or say state: stopped.")
                : Optional.empty();
    }

    private static boolean isTo(Optional<Boolean> wish) {
        return wish.orElse(false);
    }

    private Optional<Decision> told(String summary, String remedy) {
        return Optional.of(conflict(summary, remedy));
    }

    private Decision compare(ServiceFact fact) {
        List<Difference> differences = new ArrayList<>();
        List<Step> steps = new ArrayList<>();
        wanted.enabled().filter(wish -> wish != fact.isEnabled()).ifPresent(wish -> {
            differences.add(new Difference("starts at boot", word(fact.isEnabled()), word(wish)));
            steps.add(systemctl(wish ? "enable" : "disable"));
        });
        wanted.running().filter(wish -> wish != fact.isRunning()).ifPresent(wish -> {
            differences.add(new Difference("state", fact.active(), wish ? "active" : "inactive"));
            steps.add(systemctl(wish ? "start" : "stop"));
        });
        return differences.isEmpty()
                ? new Decision.InSync(id(), "service is " + fact.active() + ", as declared")
                : change(Action.UPDATE, differences, "service differs", steps);
    }

    private static String word(boolean truth) {
        return String.valueOf(truth);
    }

    private Step systemctl(String verb) {
        return root().run(verb + " " + wanted.name(), "systemctl", verb, wanted.name());
    }
}
