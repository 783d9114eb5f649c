package io.jbarman.resource.host;

import io.jbarman.facts.host.CrontabQuery;
import io.jbarman.plan.Action;
import io.jbarman.plan.Decision;
import io.jbarman.plan.Difference;
import io.jbarman.plan.ResourceId;
import io.jbarman.plan.Step;
import io.jbarman.topology.HostSystem.Cron;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** One line of an account's crontab (crontab(5)), found again by the comment before it. */
public record CronEntryResource(CrontabQuery query, Cron wanted, Set<ResourceId> after)
        implements OfHost<Optional<String>> {
    public CronEntryResource {
        after = Set.copyOf(after);
    }

    /** The address of an entry. */
    public static ResourceId id(String host, String name) {
        return new ResourceId(host, "cron", name);
    }

    @Override
    public ResourceId id() {
        return id(query.host(), wanted.name());
    }

    @Override
    public Decision decide(Optional<String> observed) {
        if (observed.isEmpty()) {
            return wanted.absent()
                    ? new Decision.InSync(id(), "no cron, no entry, as declared")
                    : conflict("there is no cron on " + query.host(), "Install it (Debian: cron), then apply again.");
        }
        CrontabText crontab = CrontabText.of(observed.get());
        Optional<String> found = crontab.find(wanted.name());
        if (wanted.absent()) {
            return found.map(entry -> change(Action.REMOVE, entry, "", crontab.without(wanted.name())))
                    .orElseGet(() -> new Decision.InSync(id(), "no such entry, as declared"));
        }
        if (found.filter(entry()::equals).isPresent()) {
            return new Decision.InSync(id(), "entry is as declared");
        }
        return change(
                found.isPresent() ? Action.UPDATE : Action.CREATE,
                found.orElse(""),
                entry(),
                crontab.with(wanted.name(), entry()));
    }

    private String entry() {
        return wanted.schedule() + " " + wanted.job();
    }

    private Decision change(Action action, String before, String after, String text) {
        String doing = (action == Action.REMOVE ? "take " : "put ") + wanted.name()
                + (action == Action.REMOVE ? " out of" : " into") + " the crontab of " + wanted.user() + " on "
                + query.host();
        Step step = new Step.RunCommand(
                query.host(), wanted.user(), List.of("sh", "-c", "printf '%s' \"$1\" | crontab -", "sh", text), doing);
        return change(
                action,
                List.of(new Difference("entry", before, after)),
                action == Action.REMOVE ? "declared absent" : "the crontab differs",
                List.of(step));
    }
}
