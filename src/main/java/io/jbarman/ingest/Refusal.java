package io.jbarman.ingest;

/** What was sent is not taken; nothing of it stays. The message is Barman's. */
final class Refusal extends Exception {
    private static final long serialVersionUID = 1;

    Refusal(String message) {
        super(message);
    }
}
