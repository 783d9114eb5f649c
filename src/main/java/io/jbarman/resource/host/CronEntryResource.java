package io.jbarman.resource.host;

import io.jbarman.facts.host.CrontabFact;
import io.jbarman.facts.host.CrontabQuery;
import io.jbarman.plan.Action;
import io.jbarman.plan.Decision;
import io.jbarman.plan.Difference;
import io.jbarman.plan.ResourceId;
import io.jbarman.plan.SecretText;
import io.jbarman.plan.Step;
import io.jbarman.topology.HostSystem.Cron;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * One line of an account's crontab (crontab(5)), found again by the comment before it, and ours for as long as it is
 * what was written there.
 */
public record CronEntryResource(CrontabQuery query, Cron wanted, Set<ResourceId> after) implements OfHost<CrontabFact> {
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
        CrontabText crontab = CrontabText.of(observed.text());
        Optional<String> found = crontab.find(wanted.name());
        if (found.filter(entry()::equals).isPresent() && !wanted.absent()) {
            return new Decision.InSync(id(), "entry is as declared");
        }
        boolean others = found.filter(entry -> !crontab.isOurs(wanted.name()) && !entry.equals(entry()))
                .isPresent();
        if (others) {
            return notOurs(found.get());
        }
        if (wanted.absent()) {
            return crontab.isMarked(wanted.name())
                    ? change(Action.REMOVE, found.orElse(""), "", crontab.without(wanted.name()))
                    : new Decision.InSync(id(), "no such entry, as declared");
        }
        return change(
                found.isPresent() ? Action.UPDATE : Action.CREATE,
                found.orElse(""),
                entry(),
                crontab.with(wanted.name(), entry()));
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

    private Decision change(Action action, String before, String after, String text) {
        String doing = (action == Action.REMOVE ? "take " : "put ") + wanted.name()
                + (action == Action.REMOVE ? " out of" : " into") + " the crontab of " + wanted.user() + " on "
                + query.host();
        Step step = new Step.SetCrontab(query.host(), wanted.user(), SecretText.plain(text), doing);
        return change(
                action,
                List.of(new Difference("entry", before, after)),
                action == Action.REMOVE ? "declared absent" : "the crontab differs",
                List.of(step));
    }
}
