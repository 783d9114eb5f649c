package io.jbarman.resource.file;

import io.jbarman.facts.file.PathFact;
import java.util.Map;

/** What is at each of the paths that a resource is about. */
public record DirectoryTree(Map<String, PathFact> paths) {
    public DirectoryTree {
        paths = Map.copyOf(paths);
    }

    PathFact at(String path) {
        return paths.getOrDefault(path, PathFact.absent(false));
    }
}
