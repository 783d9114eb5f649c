package io.jbarman.graph;

import java.util.List;
import java.util.stream.Collectors;

/** The graph has no order; names the nodes of one cycle, the first of them again at the end. */
public final class CycleException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient List<?> nodes;

    CycleException(List<?> nodes) {
        super(nodes.stream().map(Object::toString).collect(Collectors.joining(" -> ")));
        this.nodes = nodes;
    }

    /** The nodes of the cycle. */
    public List<?> nodes() {
        return nodes;
    }
}
