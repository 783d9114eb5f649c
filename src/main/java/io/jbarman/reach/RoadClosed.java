package io.jbarman.reach;

/** One road does not lead to the server. */
final class RoadClosed extends Exception {
    private static final long serialVersionUID = 1L;

    private final transient RoadFailure failure;

    RoadClosed(RoadFailure failure) {
        super(failure.problem().summary(), failure.cause());
        this.failure = failure;
    }

    RoadFailure failure() {
        return failure;
    }
}
