package io.jbarman.runtime;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** A look that ends in time, whatever hangs: what it had found by then, and whether it came to its end. */
public final class BoundedLook {
    /** What looks, handing every item over as soon as it is known. */
    @FunctionalInterface
    public interface Look {
        void at(Consumer<CheckItem> items) throws InterruptedException;
    }

    /**
     * What came of it.
     *
     * @param ended false if it is still looking, in a thread that nobody waits for
     */
    public record Found(List<CheckItem> items, boolean ended) {
        public Found {
            items = List.copyOf(items);
        }
    }

    private final String name;
    private final Look look;
    private final List<CheckItem> items = new ArrayList<>();

    /** @param name of what is looked at, for the item that says that the look itself failed */
    public BoundedLook(String name, Look look) {
        this.name = name;
        this.look = look;
    }

    /** @param limit zero for none */
    public Found within(Duration limit) throws InterruptedException {
        Thread looking = new Thread(this::look, name);
        looking.setDaemon(true);
        looking.start();
        looking.join(limit.toMillis());
        synchronized (items) {
            return new Found(items, !looking.isAlive());
        }
    }

    private void look() {
        try {
            look.at(this::found);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (RuntimeException e) {
            found(CheckItem.failed(name, e.toString()));
        }
    }

    private void found(CheckItem item) {
        synchronized (items) {
            items.add(item);
        }
    }
}
