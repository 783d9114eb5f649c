package io.jbarman.topology;

import java.util.List;

/**
 * A play, unrolled: what its tasks declare stands with the hosts and servers that it is about; here is who declared it, in
 * which order.
 *
 * @param tasks in the order in which each host goes through them
 * @param handlers in their order, after the tasks
 */
public record Play(String name, List<PlayTask> tasks, List<Handler> handlers) {
    public Play {
        tasks = List.copyOf(tasks);
        handlers = List.copyOf(handlers);
    }
}
