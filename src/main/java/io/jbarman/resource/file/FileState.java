package io.jbarman.resource.file;

import io.jbarman.facts.file.PathFact;

/** A file and the directory that it is in. */
public record FileState(PathFact file, PathFact directory) {}
