package io.jbarman.cli;

import io.jbarman.config.ServerConfig;
import io.jbarman.runtime.CheckItem;
import io.jbarman.runtime.ServerCheck;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** A check that ends in time, whatever hangs: what it had found by then, and that it did not come to its end. */
final class BoundedCheck {
    private final ServerCheck check;
    private final ServerConfig server;
    private final Duration limit;
    private final List<CheckItem> items = new ArrayList<>();

    /** @param limit zero for none */
    BoundedCheck(ServerCheck check, ServerConfig server, Duration limit) {
        this.check = check;
        this.server = server;
        this.limit = limit;
    }

    List<CheckItem> run() throws InterruptedException {
        Thread looking = new Thread(this::look, "check " + server.name());
        looking.setDaemon(true);
        looking.start();
        looking.join(limit.toMillis());
        synchronized (items) {
            List<CheckItem> found = new ArrayList<>(items);
            if (looking.isAlive()) {
                found.add(new CheckItem("check timeout", CheckItem.Status.FAILED, "barman check command timed out"));
            }
            return found;
        }
    }

    private void look() {
        try {
            check.run(server, this::found);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (RuntimeException e) {
            found(new CheckItem("check", CheckItem.Status.FAILED, e.toString()));
        }
    }

    private void found(CheckItem item) {
        synchronized (items) {
            items.add(item);
        }
    }
}
