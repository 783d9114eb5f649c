package io.jbarman.resource.host;

import io.jbarman.facts.FactQuery;
import io.jbarman.facts.Facts;
import io.jbarman.facts.host.InitScriptQuery;
import io.jbarman.facts.host.ServiceFact;
import io.jbarman.facts.host.ServiceFact.Keeper;
import io.jbarman.facts.host.ServiceQuery;
import io.jbarman.plan.Action;
import io.jbarman.plan.Decision;
import io.jbarman.plan.Difference;
import io.jbarman.plan.ResourceId;
import io.jbarman.plan.Step;
import io.jbarman.resource.Observation;
import io.jbarman.resource.Want;
import io.jbarman.resource.Wants;
import io.jbarman.topology.HostSystem.ServiceDemand;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Whether a service runs, and whether it starts at boot, by systemd or, where that is not process 1, by its init script
 * (service(8), update-rc.d(8)); its unit or script is somebody else's.
 */
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
    public List<Want> wants() {
        return new Wants()
                .put("state", wanted.running().map(wish -> wish ? "active" : "inactive"))
                .put("starts at boot", wanted.enabled())
                .list();
    }

    @Override
    public Decision decide(ServiceFact observed) {
        return obstacle(observed).orElseGet(() -> compare(observed));
    }

    private InitScriptQuery script() {
        return new InitScriptQuery(query.host(), name());
    }

    /** As init scripts are called. */
    private String name() {
        return wanted.name().replaceFirst("\\.service$", "");
    }

    @Override
    public Set<FactQuery<?>> needs() {
        return Set.of(query, script());
    }

    @Override
    public Observation<ServiceFact> observe(Facts facts) {
        return Observation.of(facts.get(query))
                .then(fact -> fact.keeper() == Keeper.NOBODY
                        ? Observation.of(facts.get(script()))
                        : new Observation.Seen<>(fact));
    }

    private Optional<Decision> obstacle(ServiceFact fact) {
        if (fact.keeper() == Keeper.NOBODY) {
            return isTo(wanted.running()) || isTo(wanted.enabled())
                    ? told(
                            "systemd is not process 1 on " + query.host() + ", and there is no /etc/init.d/" + name(),
                            "Look at the spelling, or install what brings it; a program without an init script is to be seen"
                                    + " to by the means of that host.")
                    : Optional.of(new Decision.InSync(id(), "there is no such service, as declared"));
        }
        if (!fact.isToldOf() && wanted.running().isPresent()) {
            return told(
                    "/etc/init.d/" + name() + " on " + query.host() + " does not say whether it runs",
                    "See what 'service " + name() + " status' says there; leave state out to leave that alone.");
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
            steps.addAll(atBoot(fact, wish));
        });
        wanted.running().filter(wish -> wish != fact.isRunning()).ifPresent(wish -> {
            differences.add(new Difference("state", fact.active(), wish ? "active" : "inactive"));
            steps.add(now(fact, wish ? "start" : "stop"));
        });
        return differences.isEmpty()
                ? new Decision.InSync(id(), "service is " + fact.active() + ", as declared")
                : change(Action.UPDATE, differences, "service differs", steps);
    }

    private static String word(boolean truth) {
        return String.valueOf(truth);
    }

    private Step now(ServiceFact fact, String verb) {
        return fact.keeper() == Keeper.SYSTEMD
                ? systemctl(verb)
                : root().run(verb + " " + name(), "service", name(), verb);
    }

    /** Links are made first: only of such can be said that they are off. */
    private List<Step> atBoot(ServiceFact fact, boolean wish) {
        String verb = wish ? "enable" : "disable";
        return fact.keeper() == Keeper.SYSTEMD
                ? List.of(systemctl(verb))
                : List.of(
                        root().run("let init know " + name(), "update-rc.d", name(), "defaults"),
                        root().run(verb + " " + name(), "update-rc.d", name(), verb));
    }

    private Step systemctl(String verb) {
        return root().run(verb + " " + wanted.name(), "systemctl", verb, wanted.name());
    }
}
