package io.jbarman.resource.play;

import io.jbarman.facts.FactQuery;
import io.jbarman.facts.Facts;
import io.jbarman.facts.host.EntryFact;
import io.jbarman.facts.host.ServiceAgeFact;
import io.jbarman.facts.host.ServiceAgeQuery;
import io.jbarman.plan.Action;
import io.jbarman.plan.Decision;
import io.jbarman.plan.Effect;
import io.jbarman.plan.ResourceId;
import io.jbarman.plan.Step;
import io.jbarman.resource.Observation;
import io.jbarman.resource.Resource;
import io.jbarman.resource.Want;
import io.jbarman.resource.Wants;
import io.jbarman.resource.host.CopyResource;
import io.jbarman.resource.host.Program;
import io.jbarman.topology.Handler;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What is done once something has changed that notifies it: a note on the host tells. A service that started before its
 * files were written is seen without.
 *
 * @param notifiers what it is done for, as they decide themselves
 * @param age where it is seen as well whether it is needed
 */
public record HandlerResource(
        Owed owed, Handler handler, List<Resource<?>> notifiers, Optional<ServiceAgeQuery> age, Set<ResourceId> after)
        implements Resource<HandlerResource.State> {
    public HandlerResource {
        notifiers = List.copyOf(notifiers);
        after = Set.copyOf(after);
    }

    /**
     * What is seen of it.
     *
     * @param owed whether a note says that it is to be run
     * @param unread a file that the service has not read since it was written
     * @param asleep whether it is a service that does not run, and will read its files when it starts
     */
    public record State(boolean owed, Optional<String> unread, boolean asleep) {}

    /** The address of a handler. */
    public static ResourceId id(String host, String name) {
        return new ResourceId(host, "handler", name);
    }

    @Override
    public ResourceId id() {
        return id(handler.host(), handler.name());
    }

    @Override
    public HandlerResource within(Set<ResourceId> scope) {
        List<Resource<?>> left =
                notifiers.stream().filter(one -> scope.contains(one.id())).toList();
        return new HandlerResource(owed, handler, left, age, after);
    }

    @Override
    public String demand() {
        return handler.toString();
    }

    @Override
    public List<Want> wants() {
        Wants wants = new Wants();
        if (handler.work() instanceof Handler.Run run) {
            wants.put("runs", String.join(" ", run.argv()))
                    .put("in", run.directory())
                    .put("as", run.account());
        } else {
            Handler.Refresh refresh = (Handler.Refresh) handler.work();
            wants.put(refresh.reload() ? "reloads" : "restarts", refresh.service());
        }
        return wants.put(
                        "after a change of",
                        notifiers.stream().map(one -> one.id().toString()).toList())
                .list();
    }

    @Override
    public Set<FactQuery<?>> needs() {
        Set<FactQuery<?>> needs = new HashSet<>(Set.of(owed.query()));
        age.ifPresent(needs::add);
        notifiers.forEach(one -> needs.addAll(one.needs()));
        return needs;
    }

    @Override
    public Observation<State> observe(Facts facts) {
        Observation<Boolean> noted =
                Observation.of(facts.get(owed.query())).map(note -> note.kind() != EntryFact.Kind.ABSENT);
        return age.isEmpty()
                ? noted.map(note -> new State(note, Optional.empty(), false))
                : noted.then(note -> Observation.of(facts.get(age.get()))
                        .map(seen -> new State(note, unread(seen, facts), !seen.running())));
    }

    private Optional<String> unread(ServiceAgeFact seen, Facts facts) {
        return seen.newer().stream().filter(file -> isFor(file, facts)).findFirst();
    }

    /** A file that is not for this host, or that a run leaves out, is nothing that the service has to read. */
    private boolean isFor(String file, Facts facts) {
        ResourceId copy = CopyResource.id(handler.host(), file);
        return notifiers.stream().anyMatch(one -> one.id().equals(copy) && OnlyIf.isToBe(one, facts));
    }

    @Override
    public Decision decide(Facts facts) {
        List<Decision> causes = new ArrayList<>();
        notifiers.forEach(one -> causes.add(one.decide(facts)));
        String changing = causes.stream()
                .filter(Decision.Change.class::isInstance)
                .map(cause -> cause.id().toString())
                .collect(Collectors.joining(", "));
        if (!changing.isEmpty()) {
            return run(changing + " changes");
        }
        return causes.stream()
                .filter(Decision.Unknown.class::isInstance)
                .map(Decision.Unknown.class::cast)
                .findFirst()
                .<Decision>map(unseen -> new Decision.Unknown(id(), unseen.reason(), unseen.remedy()))
                .orElseGet(() -> observe(facts).decideWith(this));
    }

    @Override
    public Decision decide(State observed) {
        if (observed.owed()) {
            return run("an apply that changed what it is for did not get to it");
        }
        return observed.unread()
                .map(file -> run(file + " was written after the service started"))
                .orElseGet(() -> new Decision.InSync(
                        id(),
                        observed.asleep()
                                ? "the service does not run by systemd: it reads its files when it starts"
                                : "nothing that it is for has changed since it ran"));
    }

    private Decision run(String reason) {
        return new Decision.Change(id(), Action.RUN, List.of(), Effect.NONE, reason, List.of(work(), owed.done()));
    }

    private Step work() {
        if (handler.work() instanceof Handler.Run run) {
            return new Program(run.argv(), run.directory(), run.account())
                    .step(handler.host(), "run '" + handler.name() + "'");
        }
        Handler.Refresh refresh = (Handler.Refresh) handler.work();
        String verb = refresh.reload() ? "reload" : "restart";
        return new Step.RunCommand(
                handler.host(),
                "root",
                List.of("systemctl", verb, refresh.service()),
                verb + " " + refresh.service() + " on " + handler.host());
    }
}
