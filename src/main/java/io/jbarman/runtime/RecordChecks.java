package io.jbarman.runtime;

import io.jbarman.config.ServerConfig;
import io.jbarman.pg.SegmentName;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Looks at the records of what is archived, afterwards: one segment at a time of all servers of the process, resting four
 * times as long as it works, and giving way to an archiver that is at work. Each server has a thread of its own for it, so
 * that a disk that hangs holds up no other; with nothing to look at, nothing runs.
 */
final class RecordChecks {
    private static final Logger LOG = LoggerFactory.getLogger(RecordChecks.class);
    private static final Turns ALL = new Turns(Duration.ofSeconds(30));
    private static final int RESTS = 4;
    private static final Duration GIVE_WAY = Duration.ofSeconds(1);
    private static final int MOST_TIMES = 30;
    private static final Duration AFTER_FAILURE = Duration.ofMinutes(1);

    private final ServerConfig server;
    private final BooleanSupplier busy;
    private final Clock clock;
    private final Turns turns;
    private final RecordBacklog backlog;
    private final ScheduledThreadPoolExecutor thread = thread();
    private final AtomicBoolean scheduled = new AtomicBoolean();
    private volatile boolean stopped;
    private int gaveWay;

    /**
     * @param busy whether the archiver is at work now
     * @param flawed told of each segment in which a wrong record is found, or begins or ends
     */
    RecordChecks(ServerConfig server, BooleanSupplier busy, Consumer<SegmentName> flawed, Clock clock) {
        this(server, busy, flawed, clock, ALL);
    }

    /** @param turns in which it looks, one after the other with who else has them */
    RecordChecks(ServerConfig server, BooleanSupplier busy, Consumer<SegmentName> flawed, Clock clock, Turns turns) {
        this.server = server;
        this.busy = busy;
        this.clock = clock;
        this.turns = turns;
        this.backlog = new RecordBacklog(server, flawed, clock);
    }

    private static ScheduledThreadPoolExecutor thread() {
        ScheduledThreadPoolExecutor executor = new ScheduledThreadPoolExecutor(1, work -> {
            Thread thread = new Thread(work, "check records");
            thread.setDaemon(true);
            return thread;
        });
        executor.setKeepAliveTime(5, TimeUnit.SECONDS);
        executor.allowCoreThreadTimeOut(true);
        return executor;
    }

    /** Looks, in time, at all that is in the catalogue and was not looked at. Returns at once. */
    void begin() {
        schedule(GIVE_WAY);
    }

    /** These came into the archive. Returns at once. */
    void offer(Collection<String> names) {
        backlog.offer(names);
        if (!backlog.isEmpty()) {
            schedule(Duration.ZERO);
        }
    }

    /** Ends soon. Returns at once. */
    void stop() {
        stopped = true;
    }

    private void schedule(Duration delay) {
        if (!stopped && scheduled.compareAndSet(false, true)) {
            var unused = thread.schedule(this::step, delay.toMillis(), TimeUnit.MILLISECONDS);
        }
    }

    private void step() {
        boolean givesWay = !stopped && busy.getAsBoolean() && gaveWay < MOST_TIMES;
        gaveWay = givesWay ? gaveWay + 1 : 0;
        Duration pause = givesWay ? GIVE_WAY : work();
        scheduled.set(false);
        if (givesWay || !backlog.isEmpty()) {
            schedule(pause);
        }
    }

    /** Looks at one segment when it is our turn; gives how long to rest then. */
    private Duration work() {
        try {
            return turns.take(this::look);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return AFTER_FAILURE;
        }
    }

    private Duration look() {
        Instant begin = clock.instant();
        try {
            if (!stopped) {
                var unused = backlog.next();
            }
            return Duration.between(begin, clock.instant()).abs().multipliedBy(RESTS);
        } catch (IOException | RuntimeException e) {
            LOG.warn("server '{}': records cannot be looked at: {}", server.name(), e.toString());
            return AFTER_FAILURE;
        }
    }
}
