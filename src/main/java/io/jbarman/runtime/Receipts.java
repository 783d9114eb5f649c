package io.jbarman.runtime;

import java.util.LinkedHashSet;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;

/** Which deliveries came to their end. Each can be asked for once; the oldest are forgotten. */
final class Receipts {
    private static final int MOST = 1000;

    private final AtomicLong last = new AtomicLong();
    private final Set<String> kept = new LinkedHashSet<>();

    /** One that no other delivery of this process has, nor had one of a process before it. */
    String next() {
        return ProcessHandle.current().pid() + "-" + last.incrementAndGet();
    }

    synchronized void keep(String receipt) {
        kept.add(receipt);
        if (kept.size() > MOST) {
            kept.remove(kept.iterator().next());
        }
    }

    synchronized boolean redeem(String receipt) {
        return kept.remove(receipt);
    }
}
