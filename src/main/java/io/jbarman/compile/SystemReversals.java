package io.jbarman.compile;

import io.jbarman.resource.Before;
import io.jbarman.resource.Resource;
import io.jbarman.resource.host.CopyResource;
import io.jbarman.resource.host.CronEntryResource;
import io.jbarman.resource.host.RemovedCronEntryResource;
import io.jbarman.resource.host.UndoneCopyResource;
import io.jbarman.resource.timer.RemovedTimerResource;
import io.jbarman.resource.timer.TimerResource;
import java.util.Optional;

/** What is put back of a host's system. Accounts, groups and directories stay: what they own or hold is not ours. Pure. */
final class SystemReversals {
    private SystemReversals() {}

    static Optional<Resource<?>> of(Resource<?> made, Before before) {
        if (made instanceof TimerResource timer && before.created()) {
            return Optional.of(new RemovedTimerResource(timer));
        }
        if (made instanceof RemovedTimerResource timer) {
            return Optional.of(timer);
        }
        if (made instanceof CronEntryResource cron && before.created()) {
            return Optional.of(new RemovedCronEntryResource(cron));
        }
        return made instanceof CopyResource copy
                        && (before.created() || before.of(Before.CONTENT).isPresent())
                ? Optional.of(new UndoneCopyResource(copy, before, false))
                : Optional.empty();
    }
}
