package io.jbarman.schema;

import java.util.List;

/** All that the plays of a document come to: each host goes through its tasks, then its handlers, play by play. */
public record PlayedTasks(List<PlayedTask> tasks, List<PlayedHandler> handlers) {
    public PlayedTasks {
        tasks = List.copyOf(tasks);
        handlers = List.copyOf(handlers);
    }
}
