package io.jbarman.resource.host;

import io.jbarman.facts.Facts;
import io.jbarman.facts.host.CrontabFact;
import io.jbarman.facts.host.CrontabQuery;
import io.jbarman.plan.Action;
import io.jbarman.plan.Decision;
import io.jbarman.plan.Difference;
import io.jbarman.plan.ResourceId;
import io.jbarman.plan.SecretText;
import io.jbarman.plan.Step;
import io.jbarman.resource.Observation;
import io.jbarman.resource.Want;
import io.jbarman.resource.Wants;
import io.jbarman.topology.HostSystem.Cron;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * One line of an account's crontab (crontab(5)), found again by the comment before it, and ours for as long as it is
 * what was written there. Of two topologies that declare one of the same name, the first has it.
 */
public record CronEntryResource(CrontabQuery query, String topology, Cron wanted, Set<ResourceId> after)
        implements OfHost<CrontabFact> {
    public CronEntryResource {
        after = Set.copyOf(after);
    }

    /** Whether there is no cron yet, which a package may bring. */
    public boolean lacksCron(Facts facts) {
        return observe(facts) instanceof Observation.Seen<CrontabFact> seen
                && !seen.state().cron();
    }

    /** The address of an entry. */
    public static ResourceId id(String host, String name) {
        return new ResourceId(host, "cron", name);
    }

    /** That it is no more. */
    public CronEntryResource gone() {
        return new CronEntryResource(
                query,
                topology,
                new Cron(wanted.name(), wanted.user(), wanted.schedule(), wanted.job(), true),
                Set.of());
    }

    @Override
    public ResourceId id() {
        return id(query.host(), wanted.name());
    }

    @Override
    public List<Want> wants() {
        return wanted.absent()
                ? Wants.absent()
                : new Wants()
                        .put("crontab of", wanted.user())
                        .put("entry", entry())
                        .list();
    }

    @Override
    public Decision decide(CrontabFact observed) {
        if (!observed.cron()) {
            return wanted.absent()
                    ? new Decision.InSync(id(), "no cron, no entry, as declared")
                    : conflict("there is no cron on " + query.host(), "Install it (Debian: cron), then apply again.");
        }
        if (observed.problem().isPresent()) {
            return conflict(
                    "the crontab of " + wanted.user() + " on " + query.host() + " cannot be read: "
                            + observed.problem().get(),
                    "See what crontab -l says as " + wanted.user() + ": it would be overwritten unseen.");
        }
        CrontabText crontab = CrontabText.of(observed.text(), topology);
        return crontab.otherTopology(wanted.name())
                .map(this::anothers)
                .or(() -> crontab.find(wanted.name())
                        .filter(entry -> !crontab.isOurs(wanted.name()) && !entry.equals(entry()))
                        .map(this::notOurs))
                .orElseGet(() -> wanted.absent() ? without(crontab) : with(crontab));
    }

    private Decision without(CrontabText crontab) {
        return crontab.isMarked(wanted.name())
                ? change(
                        Action.REMOVE,
                        new Difference("entry", crontab.find(wanted.name()).orElse(""), ""),
                        crontab.without(wanted.name()))
                : new Decision.InSync(id(), "no such entry, as declared");
    }

    private Decision with(CrontabText crontab) {
        if (crontab.has(wanted.name(), entry())) {
            return new Decision.InSync(id(), "entry is as declared");
        }
        Optional<String> found = crontab.find(wanted.name());
        return change(
                found.isPresent() ? Action.UPDATE : Action.CREATE,
                found.equals(Optional.of(entry()))
                        ? new Difference("marked", "by an older jbarman", "of the topology " + topology)
                        : new Difference("entry", found.orElse(""), entry()),
                crontab.with(wanted.name(), entry()));
    }

    private Decision anothers(String other) {
        return conflict(
                "cron entry " + wanted.name() + " in the crontab of " + wanted.user() + " on " + query.host()
                        + " is of the topology " + other,
                "Give the entry another name here; or say state: absent of it in " + other
                        + ", apply that, then apply this again.");
    }

    private Decision notOurs(String found) {
        return conflict(
                "the line after \"# jbarman: " + wanted.name() + "\" in the crontab of " + wanted.user() + " on "
                        + query.host() + " is not as jbarman wrote it: " + found + "; declared is "
                        + (wanted.absent() ? "none" : entry()),
                "If that line is to stay, take the comment before it away: then it is somebody's own. If not, delete"
                        + " both lines.");
    }

    private String entry() {
        return wanted.schedule() + " " + wanted.job();
    }

    private Decision change(Action action, Difference difference, String text) {
        String doing = (action == Action.REMOVE ? "take " : "put ") + wanted.name()
                + (action == Action.REMOVE ? " out of" : " into") + " the crontab of " + wanted.user() + " on "
                + query.host();
        Step step = new Step.SetCrontab(query.host(), wanted.user(), SecretText.plain(text), doing);
        return change(
                action,
                List.of(difference),
                action == Action.REMOVE ? "declared absent" : "the crontab differs",
                List.of(step));
    }
}
