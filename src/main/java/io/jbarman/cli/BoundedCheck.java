package io.jbarman.cli;

import io.jbarman.config.ServerConfig;
import io.jbarman.runtime.BoundedLook;
import io.jbarman.runtime.CheckItem;
import io.jbarman.runtime.ServerCheck;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * A check that ends in time, whatever hangs: what it had found by then, and that it did not come to its end.
 *
 * @param limit zero for none
 */
record BoundedCheck(ServerCheck check, ServerConfig server, Duration limit) {
    List<CheckItem> run() throws InterruptedException {
        BoundedLook.Found found = new BoundedLook("check", items -> check.run(server, items)).within(limit);
        List<CheckItem> items = new ArrayList<>(found.items());
        if (!found.ended()) {
            items.add(new CheckItem("check timeout", CheckItem.Status.FAILED, "barman check command timed out"));
        }
        return items;
    }
}
