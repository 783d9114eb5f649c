package io.jbarman.resource.host;

import io.jbarman.facts.host.CrontabFact;
import io.jbarman.plan.Decision;
import io.jbarman.resource.Undoing;
import java.util.Optional;

/** That a line of a crontab which jbarman wrote is no more; one that another topology has marked since is that one's. */
public record RemovedCronEntryResource(CronEntryResource made) implements Undoing<CrontabFact> {
    @Override
    public String demand() {
        return "no entry";
    }

    @Override
    public Decision decide(CrontabFact observed) {
        Optional<String> other = CrontabText.of(observed.text(), made.topology())
                .otherTopology(made.wanted().name());
        return other.<Decision>map(
                        topology -> new Decision.InSync(id(), "it is of the topology " + topology + " by now"))
                .orElseGet(() -> made.gone().decide(observed));
    }
}
